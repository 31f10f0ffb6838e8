-- A published list is loaded whole or not at all, by the operator of the server signed in as the owner. What the list no
-- longer names stays as it is (something may point at it); what it names is as the list says.

CREATE OR REPLACE FUNCTION accord.load_directory(list text, rows jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    listed uuid[] := ARRAY(SELECT (s->>'id')::uuid FROM jsonb_array_elements(rows->'service') AS s);
    part text;
    changed text;
BEGIN
    DELETE FROM accord.service_at_location WHERE service_id = ANY (listed);
    DELETE FROM accord.schedule WHERE service_id = ANY (listed);
    DELETE FROM accord.phone WHERE service_id = ANY (listed);
    DELETE FROM accord.eligibility WHERE service_id = ANY (listed);
    FOREACH part IN ARRAY ARRAY['organization', 'service', 'location'] LOOP
        SELECT string_agg(format('%1$I = excluded.%1$I', attname), ', ') INTO changed FROM pg_attribute
        WHERE attrelid = format('accord.%I', part)::regclass AND attnum > 0 AND NOT attisdropped AND attname <> 'id';
        EXECUTE format('INSERT INTO accord.%1$I SELECT * FROM jsonb_populate_recordset(NULL::accord.%1$I, $1)'
                       ' ON CONFLICT (id) DO UPDATE SET %2$s', part, changed) USING rows->part;
    END LOOP;
    FOREACH part IN ARRAY ARRAY['eligibility', 'service_at_location', 'schedule', 'phone'] LOOP
        EXECUTE format('INSERT INTO accord.%1$I SELECT * FROM jsonb_populate_recordset(NULL::accord.%1$I, $1)', part)
        USING rows->part;
    END LOOP;
    -- An address that no service stands at any more is forgotten: it may have become a confidential one's.
    DELETE FROM accord.location l WHERE l.source = list
        AND NOT EXISTS (SELECT FROM accord.service_at_location a WHERE a.location_id = l.id);
    INSERT INTO accord.audit_entry (id, at, door, route, method, status, request_id, actions, dossiers, subjects, reason)
    VALUES (gen_random_uuid(), statement_timestamp(), 'cli', 'import directory', '', 0, gen_random_uuid(),
            ARRAY['directory.loaded'], '{}', '{}', list);
END $$;

DO $$
BEGIN
    ALTER FUNCTION accord.load_directory(text, jsonb) OWNER TO accord_gate;
    REVOKE ALL ON FUNCTION accord.load_directory(text, jsonb) FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION accord.load_directory(text, jsonb) TO accord_owner;
END $$;
