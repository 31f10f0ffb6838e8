-- What a survivor's file remembers of the places that were held for her. Holds are never told of it: nothing is written on
-- their side, and what follows from an arrival is planned later by the worker's job, so that a house cannot tell, not even
-- by the time its own page takes, whether a file waits behind a hold.

-- A hold of one's own agency is kept in a file that one works on. Twice is once.
CREATE OR REPLACE FUNCTION accord.keep_held_place(which uuid, held uuid, sealed bytea) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT accord.i_work_on(which)
       OR NOT EXISTS (SELECT 1 FROM accord.dossier d WHERE d.id = which AND d.kind = 'support' AND d.closed_at IS NULL) THEN
        PERFORM accord.refuse('a hold is kept by who works on the open file');
    END IF;
    IF EXISTS (SELECT 1 FROM accord.held_place p WHERE p.dossier_id = which AND p.id = held) THEN RETURN; END IF;
    INSERT INTO accord.held_place (dossier_id, id, created_at, kept_by, until, sealed_words, outcome)
    SELECT which, h.id, statement_timestamp(), accord.me(), h.until, sealed, 'held'
    FROM accord.hold h WHERE h.id = held AND h.agency_id = accord.my_service();
    IF NOT FOUND THEN PERFORM accord.refuse('whoever holds a place keeps the hold in the file'); END IF;
EXCEPTION WHEN integrity_constraint_violation OR data_exception THEN PERFORM accord.say_no_row(SQLSTATE, SQLERRM);
END $$;

-- How kept holds ended, and what follows: after an arrival the calls of a day, a week and a month; after a hold that ran
-- out or was refused, to look again. Once a hold. Says how many ended. For the worker.
CREATE OR REPLACE FUNCTION accord.settle_held_places() RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE ended record; settled integer := 0;
BEGIN
    FOR ended IN
        UPDATE accord.held_place p
        SET outcome = CASE h.state WHEN 'held' THEN 'expired' ELSE h.state END, ended_at = coalesce(h.ended_at, h.until)
        FROM accord.hold h
        WHERE p.outcome = 'held' AND h.id = p.id AND (h.state <> 'held' OR h.until <= statement_timestamp())
        RETURNING p.dossier_id, p.kept_by, p.outcome, p.ended_at LOOP
        settled := settled + 1;
        CONTINUE WHEN EXISTS (SELECT 1 FROM accord.dossier d WHERE d.id = ended.dossier_id AND d.closed_at IS NOT NULL);
        IF ended.outcome = 'arrived' THEN
            INSERT INTO accord.follow_up (dossier_id, id, created_at, kind, sealed_words, since, due_at, planned_by, outcome)
            SELECT ended.dossier_id, gen_random_uuid(), statement_timestamp(), next.kind, '', ended.ended_at,
                   ended.ended_at + next.after, ended.kept_by, ''
            FROM (VALUES ('day', interval '24 hours'), ('week', interval '168 hours'), ('month', interval '720 hours'))
                 AS next (kind, after)
            WHERE NOT EXISTS (SELECT 1 FROM accord.follow_up f WHERE f.dossier_id = ended.dossier_id
                              AND f.kind = next.kind AND f.since = ended.ended_at);
            UPDATE accord.follow_up f SET outcome = 'done', done_at = ended.ended_at, done_by = ended.kept_by
            WHERE f.dossier_id = ended.dossier_id AND f.kind = 'place' AND f.done_at IS NULL;
        ELSIF ended.outcome IN ('expired', 'refused') THEN
            INSERT INTO accord.follow_up (dossier_id, id, created_at, kind, sealed_words, since, due_at, planned_by, outcome)
            SELECT ended.dossier_id, gen_random_uuid(), statement_timestamp(), 'place', '', ended.ended_at, ended.ended_at,
                   ended.kept_by, ''
            WHERE NOT EXISTS (SELECT 1 FROM accord.follow_up f WHERE f.dossier_id = ended.dossier_id
                              AND f.kind = 'place' AND f.done_at IS NULL);
        END IF;
    END LOOP;
    RETURN settled;
END $$;

DO $$ BEGIN
    ALTER FUNCTION accord.keep_held_place(uuid, uuid, bytea) OWNER TO accord_gate;
    REVOKE ALL ON FUNCTION accord.keep_held_place(uuid, uuid, bytea) FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION accord.keep_held_place(uuid, uuid, bytea) TO accord_app;
    ALTER FUNCTION accord.settle_held_places() OWNER TO accord_gate;
    REVOKE ALL ON FUNCTION accord.settle_held_places() FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION accord.settle_held_places() TO accord_matcher;
END $$;
