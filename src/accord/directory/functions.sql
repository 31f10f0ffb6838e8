-- A published list is loaded whole or not at all, by the operator of the server signed in as the owner. What the list no
-- longer names stays as it is (something may point at it); what it names is as the list says, except what somebody has
-- taken over on the pages: that is source 'accord', and stays as it was written there.

CREATE OR REPLACE FUNCTION accord.load_directory(list text, rows jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    kept uuid[] := ARRAY(SELECT s.id FROM accord.service s WHERE s.source = 'accord' AND list <> 'accord');
    listed uuid[];
    part text;
    changed text;
BEGIN
    FOREACH part IN ARRAY ARRAY['service', 'eligibility', 'service_at_location', 'schedule', 'phone'] LOOP
        rows := jsonb_set(rows, ARRAY[part], (
            SELECT coalesce(jsonb_agg(r), '[]') FROM jsonb_array_elements(rows->part) AS r
            WHERE NOT coalesce(r->>'service_id', r->>'id')::uuid = ANY (kept)));
    END LOOP;
    listed := ARRAY(SELECT (s->>'id')::uuid FROM jsonb_array_elements(rows->'service') AS s);
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

-- Whether the member who asks may write a service: brokers of the coordination office write all, an administrator or
-- whoever has the duty of intake those that their agency keeps.
CREATE OR REPLACE FUNCTION accord.i_keep(which uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN accord.i_broker() OR ((accord.i_am('administrator') OR accord.i_am('intake')) AND EXISTS (
        SELECT 1 FROM accord.service_keeper k WHERE k.service_id = which AND k.agency_id = accord.my_agency()));
END $$;

-- A service as its keeper wrote it, with all that hangs on it; called by the functions below alone. Ids within the rows
-- are not believed: what is written hangs on this service. An address that nothing stands at any more is forgotten at
-- once, because the service may have become confidential.
CREATE OR REPLACE FUNCTION accord.write_service(which uuid, rows jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    stood uuid[] := ARRAY(SELECT location_id FROM accord.service_at_location WHERE service_id = which);
    said jsonb := (rows->'service'->0) || jsonb_build_object('id', which, 'source', 'accord', 'external_id', which);
    changed text;
    part text;
    place jsonb;
    made uuid;
BEGIN
    DELETE FROM accord.service_at_location WHERE service_id = which;
    DELETE FROM accord.schedule WHERE service_id = which;
    DELETE FROM accord.phone WHERE service_id = which;
    DELETE FROM accord.eligibility WHERE service_id = which;
    DELETE FROM accord.location l WHERE l.id = ANY (stood)
        AND NOT EXISTS (SELECT FROM accord.service_at_location a WHERE a.location_id = l.id);
    SELECT string_agg(format('%1$I = n.%1$I', attname), ', ') INTO changed FROM pg_attribute
    WHERE attrelid = 'accord.service'::regclass AND attnum > 0 AND NOT attisdropped
      AND attname NOT IN ('id', 'organization_id');
    EXECUTE 'UPDATE accord.service s SET ' || changed
        || ' FROM jsonb_populate_record(NULL::accord.service, $1) n WHERE s.id = $2' USING said, which;
    FOREACH part IN ARRAY ARRAY['eligibility', 'schedule', 'phone'] LOOP
        EXECUTE format('INSERT INTO accord.%1$I SELECT n.* FROM jsonb_array_elements($1) r,'
                       ' jsonb_populate_record(NULL::accord.%1$I, r || $2) n', part)
        USING rows->part, jsonb_build_object('service_id', which);
    END LOOP;
    IF (said->>'confidential')::boolean THEN RETURN; END IF;
    FOR place IN SELECT r FROM jsonb_array_elements(rows->'location') r LOOP
        made := gen_random_uuid();
        INSERT INTO accord.location SELECT n.* FROM jsonb_populate_record(NULL::accord.location,
            place || jsonb_build_object('id', made, 'source', 'accord', 'external_id', made)) n;
        INSERT INTO accord.service_at_location (id, service_id, location_id, confidential)
        VALUES (gen_random_uuid(), which, made, false);
    END LOOP;
END $$;

CREATE OR REPLACE FUNCTION accord.keep_service(which uuid, rows jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT accord.i_keep(which) THEN PERFORM accord.refuse('this service is kept by others'); END IF;
    PERFORM accord.write_service(which, rows);
END $$;

-- A new service of the agency of who asks, which keeps it from then on. The id comes from the form: sent twice, it is
-- listed once.
CREATE OR REPLACE FUNCTION accord.list_service(which uuid, rows jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    mine record;
    owner uuid;
BEGIN
    IF NOT (accord.i_am('administrator') OR accord.i_am('intake') OR accord.i_broker()) THEN
        PERFORM accord.refuse('a service is listed by an administrator or by intake');
    END IF;
    IF EXISTS (SELECT 1 FROM accord.service WHERE id = which) THEN
        IF NOT accord.i_keep(which) THEN PERFORM accord.refuse('this service is kept by others'); END IF;
        RETURN;
    END IF;
    SELECT * INTO mine FROM accord.agency WHERE id = accord.my_agency();
    SELECT id INTO owner FROM accord.organization WHERE source = 'accord' AND external_id = mine.id::text;
    IF owner IS NULL THEN
        owner := gen_random_uuid();
        INSERT INTO accord.organization (id, source, external_id, name_en, name_fr, description_en, description_fr, url, email)
        VALUES (owner, 'accord', mine.id::text, mine.name_en, mine.name_fr, '', '', '', '');
    END IF;
    INSERT INTO accord.service SELECT n.* FROM jsonb_populate_record(NULL::accord.service, (rows->'service'->0)
        || jsonb_build_object('id', which, 'source', 'accord', 'external_id', which, 'organization_id', owner)) n;
    INSERT INTO accord.service_keeper (id, service_id, agency_id, since)
    VALUES (gen_random_uuid(), which, mine.id, statement_timestamp());
    PERFORM accord.write_service(which, rows);
END $$;

CREATE OR REPLACE FUNCTION accord.set_keeper(which uuid, agency uuid, keeps boolean) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT accord.i_broker() THEN PERFORM accord.refuse('this is for brokers of the coordination office'); END IF;
    IF keeps THEN
        INSERT INTO accord.service_keeper (id, service_id, agency_id, since)
        VALUES (gen_random_uuid(), which, agency, statement_timestamp()) ON CONFLICT DO NOTHING;
    ELSE
        DELETE FROM accord.service_keeper WHERE service_id = which AND agency_id = agency;
    END IF;
END $$;

-- What a newer list no longer names is no longer offered, as far as that list is concerned.
CREATE OR REPLACE FUNCTION accord.retire_unnamed(list text, named uuid[]) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE gone integer;
BEGIN
    UPDATE accord.service SET status = 'inactive'
    WHERE source = list AND NOT id = ANY (named) AND status IN ('active', 'temporarily closed');
    GET DIAGNOSTICS gone = ROW_COUNT;
    INSERT INTO accord.audit_entry (id, at, door, route, method, status, request_id, actions, dossiers, subjects, reason)
    VALUES (gen_random_uuid(), statement_timestamp(), 'cli', 'import directory', '', 0, gen_random_uuid(),
            ARRAY['directory.retired'], '{}', '{}', list);
    RETURN gone;
END $$;

DO $$
DECLARE name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['load_directory(text, jsonb)', 'retire_unnamed(text, uuid[])'] LOOP
        EXECUTE format('ALTER FUNCTION accord.%s OWNER TO accord_gate', name);
        EXECUTE format('REVOKE ALL ON FUNCTION accord.%s FROM PUBLIC', name);
        EXECUTE format('GRANT EXECUTE ON FUNCTION accord.%s TO accord_owner', name);
    END LOOP;
    FOREACH name IN ARRAY ARRAY['i_keep(uuid)', 'keep_service(uuid, jsonb)', 'list_service(uuid, jsonb)',
                                'set_keeper(uuid, uuid, boolean)', 'write_service(uuid, jsonb)'] LOOP
        EXECUTE format('ALTER FUNCTION accord.%s OWNER TO accord_gate', name);
        EXECUTE format('REVOKE ALL ON FUNCTION accord.%s FROM PUBLIC', name);
        IF name NOT LIKE 'write_service%' THEN
            EXECUTE format('GRANT EXECUTE ON FUNCTION accord.%s TO accord_app', name);
        END IF;
    END LOOP;
END $$;

-- What a service is found by, from the words that the app folded. The migration puts it on the table.
CREATE OR REPLACE FUNCTION accord.index_words() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    NEW.found_by :=
        setweight(to_tsvector('english', NEW.name_words) || to_tsvector('french', NEW.name_words), 'A')
        || setweight(to_tsvector('simple', NEW.kind_words), 'B')
        || setweight(to_tsvector('english', NEW.own_words) || to_tsvector('french', NEW.own_words), 'C')
        || setweight(to_tsvector('english', NEW.more_words) || to_tsvector('french', NEW.more_words), 'D');
    RETURN NEW;
END $$;
