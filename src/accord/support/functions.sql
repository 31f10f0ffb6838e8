-- Closing a survivor's file. Every agreement ends with it; without indicators nothing of the person stays.

CREATE OR REPLACE FUNCTION accord.close_support_file(which uuid, why text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE part text; left_over boolean; filed uuid;
BEGIN
    IF NOT accord.i_lead(which)
       OR NOT EXISTS (SELECT 1 FROM accord.dossier d WHERE d.id = which AND d.kind = 'support' AND d.closed_at IS NULL
                      AND d.owner_id = accord.my_agency()) THEN
        PERFORM accord.refuse('a lead of the agency that keeps the file closes it');
    END IF;
    -- In the order in which the card takes back, so that the two never wait for each other.
    PERFORM accord.take_back(which, c.id, 'closed') FROM (
        SELECT id FROM accord.consent
        WHERE dossier_id = which AND ended_at IS NULL AND answer = 'given' ORDER BY id
    ) c;
    DELETE FROM accord.consent_card c WHERE c.which = close_support_file.which;
    UPDATE accord.support_file f SET closing = why, support = 'ended', contact = 'ended',
        changed_at = statement_timestamp() WHERE f.dossier_id = which;
    UPDATE accord.dossier d SET closed_at = statement_timestamp() WHERE d.id = which;
    -- Nothing of a closed file waits in anybody's queue.
    UPDATE accord.follow_up u SET outcome = 'dropped', done_at = statement_timestamp(), done_by = accord.me()
    WHERE u.dossier_id = which AND u.done_at IS NULL;
    UPDATE accord.alert a SET ended_at = statement_timestamp(), ended_by = accord.me()
    WHERE a.dossier_id = which AND a.ended_at IS NULL;
    IF why = 'no_indicators' THEN
        -- The matcher takes a person out of its index by her pointers: they go last, and its job takes them along.
        UPDATE accord.support_pointer p SET state = 'withdrawn' WHERE p.dossier_id = which AND p.state <> 'replaced';
        UPDATE accord.filing f SET state = 'withdrawn' WHERE f.dossier_id = which;
        FOR filed IN SELECT DISTINCT f.record_id FROM accord.filing f WHERE f.dossier_id = which LOOP
            PERFORM accord.enqueue('forget_pointers', json_build_object('dossier_id', which, 'record_id', filed)::text);
        END LOOP;
        -- Whatever tables there are, and whatever hangs on what: pass after pass until nothing is left.
        FOR pass IN 1..6 LOOP
            left_over := false;
            FOR part IN
                SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'dossier_id'
                WHERE c.relnamespace = 'accord'::regnamespace AND c.relkind IN ('r', 'p')
                  AND c.relname NOT IN ('party', 'seat', 'support_file', 'notice', 'mandate', 'filing', 'support_pointer') LOOP
                BEGIN
                    EXECUTE format('DELETE FROM accord.%I WHERE dossier_id = $1', part) USING which;
                EXCEPTION WHEN foreign_key_violation THEN left_over := true;
                END;
            END LOOP;
            EXIT WHEN NOT left_over;
        END LOOP;
        IF left_over THEN RAISE EXCEPTION 'something of the file could not be forgotten'; END IF;
        UPDATE accord.support_file f SET age_group = 'unknown', age = NULL, gender = 'unknown', languages = '{}',
            interpreter = '', sealed_cultural_needs = '', access_needs = '{}', city = '', province = '', complaint = 'not_raised'
        WHERE f.dossier_id = which;
    END IF;
EXCEPTION WHEN integrity_constraint_violation OR data_exception THEN PERFORM accord.say_no_row(SQLSTATE, SQLERRM);
END $$;

DO $$ BEGIN
    ALTER FUNCTION accord.close_support_file(uuid, text) OWNER TO accord_gate;
    REVOKE ALL ON FUNCTION accord.close_support_file(uuid, text) FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION accord.close_support_file(uuid, text) TO accord_app;
END $$;
