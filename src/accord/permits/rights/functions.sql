-- The rights that come with the platform, loaded by its operator signed in as the owner. What a broker has edited stays.
CREATE OR REPLACE FUNCTION accord.load_rights(rows jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE changed text;
BEGIN
    SELECT string_agg(format('%1$I = excluded.%1$I', attname), ', ') INTO changed FROM pg_attribute
    WHERE attrelid = 'accord.published_right'::regclass AND attnum > 0 AND NOT attisdropped
      AND attname NOT IN ('id', 'code');
    EXECUTE format('INSERT INTO accord.published_right AS r'
                   ' SELECT * FROM jsonb_populate_recordset(NULL::accord.published_right, $1)'
                   ' ON CONFLICT (id) DO UPDATE SET %s WHERE r.edited_by IS NULL', changed) USING rows;
END $$;

DO $$ BEGIN
    ALTER FUNCTION accord.load_rights(jsonb) OWNER TO accord_gate;
    REVOKE ALL ON FUNCTION accord.load_rights(jsonb) FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION accord.load_rights(jsonb) TO accord_owner;
END $$;
