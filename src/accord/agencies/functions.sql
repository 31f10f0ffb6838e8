-- Founding: the first agency and its first administrator have nobody above them to make them. The operator of the server
-- does, signed in as the owner; everything later is an administrator's work on the pages. Neither function grants a seat.

CREATE OR REPLACE FUNCTION accord.found_agency(facts jsonb) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    INSERT INTO accord.agency (id, short_name, short_name_fr, name_en, name_fr, realm, immigration_enforcement, city, province,
                               desk_phone, created_at)
    VALUES ((facts->>'id')::uuid, facts->>'short_name', coalesce(facts->>'short_name_fr', ''), facts->>'name_en', facts->>'name_fr', facts->>'realm',
            coalesce((facts->>'immigration_enforcement')::boolean, false), coalesce(facts->>'city', ''),
            coalesce(facts->>'province', ''), coalesce(facts->>'desk_phone', ''), statement_timestamp());
    INSERT INTO accord.office (id, agency_id, name, city, province)
    SELECT (office->>'id')::uuid, (facts->>'id')::uuid, office->>'name', office->>'city',
           coalesce(office->>'province', '')
    FROM jsonb_array_elements(coalesce(facts->'offices', '[]')) AS office;
    RETURN (facts->>'id')::uuid;
END $$;

CREATE OR REPLACE FUNCTION accord.found_member(facts jsonb) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    INSERT INTO accord.member (id, agency_id, office_id, home_agency_id, human_id, name, title, duties, language, active,
                               created_at)
    VALUES ((facts->>'id')::uuid, (facts->>'agency')::uuid, (facts->>'office')::uuid, (facts->>'home_agency')::uuid,
            (facts->>'human_id')::uuid, facts->>'name', coalesce(facts->>'title', ''),
            ARRAY(SELECT jsonb_array_elements_text(coalesce(facts->'duties', '[]'))),
            coalesce(facts->>'language', 'en'), true, statement_timestamp());
    RETURN (facts->>'id')::uuid;
END $$;

-- Whether a member may sit where survivors' facts lie. A human with an account at an agency that removes people from the
-- country counts as that everywhere: on no survivor's file; on an arrival only at that agency itself, where nothing comes of a
-- survivor but by order of a court. Called by functions.
CREATE OR REPLACE FUNCTION accord.may_sit(whom uuid, where_kind text) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN where_kind NOT IN ('support', 'arrival') OR EXISTS (
        SELECT 1 FROM accord.member m JOIN accord.agency a ON a.id = m.agency_id
        WHERE m.id = whom AND (where_kind = 'arrival' AND a.immigration_enforcement OR NOT EXISTS (
            SELECT 1 FROM accord.member o JOIN accord.agency b ON b.id = o.agency_id AND b.immigration_enforcement
            WHERE o.human_id = m.human_id)));
END $$;

DO $$
DECLARE name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['found_agency(jsonb)', 'found_member(jsonb)'] LOOP
        EXECUTE format('ALTER FUNCTION accord.%s OWNER TO accord_gate', name);
        EXECUTE format('REVOKE ALL ON FUNCTION accord.%s FROM PUBLIC', name);
        EXECUTE format('GRANT EXECUTE ON FUNCTION accord.%s TO accord_owner', name);
    END LOOP;
    ALTER FUNCTION accord.may_sit(uuid, text) OWNER TO accord_gate;
    REVOKE ALL ON FUNCTION accord.may_sit(uuid, text) FROM PUBLIC;
END $$;
