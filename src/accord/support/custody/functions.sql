-- Who keeps a survivor's file, and who stands in: what may seat somebody, or leave.

-- She has moved: the service that she brought in, by an agreement that still holds, keeps the file from now on, and the
-- agency that kept it leaves. Its case notes go along only if she says so; otherwise they go from the file: the agency has
-- taken its own record of them before, into a file of its own (support.actions.keeping).
DROP FUNCTION IF EXISTS accord.hand_over_file(uuid, uuid);
CREATE OR REPLACE FUNCTION accord.hand_over_file(which uuid, agreement uuid, with_notes boolean) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE mine uuid := accord.my_agency(); taker uuid;
BEGIN
    IF NOT accord.i_lead(which)
       OR NOT EXISTS (SELECT 1 FROM accord.dossier d WHERE d.id = which AND d.kind = 'support' AND d.closed_at IS NULL
                      AND d.owner_id = mine) THEN
        PERFORM accord.refuse('a lead of the agency that keeps the file hands it over');
    END IF;
    SELECT c.recipient_id INTO taker FROM accord.consent c
    WHERE c.dossier_id = which AND c.id = agreement AND c.purpose = 'care_team';
    IF taker IS NULL OR NOT 'whole_file' = ANY (accord.consent_facts(which, agreement, taker)) THEN
        PERFORM accord.refuse('only with an agreement that names this service and the whole file');
    END IF;
    IF NOT EXISTS (SELECT 1 FROM accord.party p WHERE p.dossier_id = which AND p.agency_id = taker
                   AND p.consent_id = agreement)
       OR NOT EXISTS (SELECT 1 FROM accord.dossier_key k WHERE k.dossier_id = which AND k.agency_id = taker)
       OR NOT EXISTS (SELECT 1 FROM accord.seat s WHERE s.dossier_id = which AND s.agency_id = taker AND s.role = 'lead'
                      AND s.until > statement_timestamp()) THEN
        PERFORM accord.refuse('they need seats on the file first');
    END IF;
    UPDATE accord.party p SET reason = 'owner', consent_id = NULL WHERE p.dossier_id = which AND p.agency_id = taker;
    UPDATE accord.seat s SET starts = statement_timestamp(), until = statement_timestamp() + interval '90 days'
    WHERE s.dossier_id = which AND s.agency_id = taker AND s.role = 'lead' AND s.until > statement_timestamp();
    UPDATE accord.dossier d SET owner_id = taker WHERE d.id = which;
    INSERT INTO accord.notice (id, recipient_id, kind, dossier_id, subject_id, created_at)
    SELECT gen_random_uuid(), s.member_id, 'seat_granted', which, s.member_id, statement_timestamp()
    FROM accord.seat s WHERE s.dossier_id = which AND s.agency_id = taker AND s.until > statement_timestamp();
    IF with_notes THEN
        UPDATE accord.case_note n SET agency_id = taker WHERE n.dossier_id = which AND n.agency_id = mine;
    ELSE
        DELETE FROM accord.case_note n WHERE n.dossier_id = which AND n.agency_id = mine;
    END IF;
    DELETE FROM accord.dossier_key k WHERE k.dossier_id = which AND k.agency_id = mine;
    DELETE FROM accord.seat s WHERE s.dossier_id = which AND s.agency_id = mine;
    DELETE FROM accord.party p WHERE p.dossier_id = which AND p.agency_id = mine;
EXCEPTION WHEN integrity_constraint_violation OR data_exception THEN PERFORM accord.say_no_row(SQLSTATE, SQLERRM);
END $$;

-- A lead names who stands in, from now or from a later day on. Nobody is seated before the day, and nobody by themselves.
CREATE OR REPLACE FUNCTION accord.arrange_cover(which uuid, new_id uuid, away uuid, colleague uuid, starts timestamptz,
                                                ends timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT accord.i_lead(which)
       OR NOT EXISTS (SELECT 1 FROM accord.dossier d WHERE d.id = which AND d.kind = 'support' AND d.closed_at IS NULL) THEN
        PERFORM accord.refuse('a lead of the open file arranges cover');
    END IF;
    IF NOT accord.may_stand_in(which, colleague, accord.me()) THEN
        PERFORM accord.refuse('a lead names another active member of the own agency');
    END IF;
    IF NOT EXISTS (SELECT 1 FROM accord.seat s WHERE s.dossier_id = which AND s.member_id = away
                   AND s.agency_id = accord.my_agency()) THEN
        PERFORM accord.refuse('whoever goes away works on the file');
    END IF;
    IF ends <= starts OR ends > starts + interval '91 days' OR starts > statement_timestamp() + interval '366 days' THEN
        PERFORM accord.refuse('cover lasts 90 days at most and begins within a year');
    END IF;
    INSERT INTO accord.cover (dossier_id, id, created_at, away_id, colleague_id, from_at, until, arranged_by)
    VALUES (which, new_id, statement_timestamp(), away, colleague, starts, ends, accord.me())
    ON CONFLICT DO NOTHING;  -- the same form, sent twice
    IF NOT FOUND THEN RETURN; END IF;
    PERFORM accord.begin_cover(which, new_id);
EXCEPTION WHEN integrity_constraint_violation OR data_exception THEN PERFORM accord.say_no_row(SQLSTATE, SQLERRM);
END $$;

-- Cover that has not begun is changed or called off as if it had never been; one that has begun is ended, and the seat
-- that it gave with it. Refuses all but leads of the open file. For functions alone.
CREATE OR REPLACE FUNCTION accord.hold_cover(which uuid, arranged uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE it record;
BEGIN
    IF NOT accord.i_lead(which)
       OR NOT EXISTS (SELECT 1 FROM accord.dossier d WHERE d.id = which AND d.kind = 'support' AND d.closed_at IS NULL) THEN
        PERFORM accord.refuse('a lead of the open file arranges cover');
    END IF;
    SELECT c.began_at INTO it FROM accord.cover c JOIN accord.member m ON m.id = c.colleague_id
    WHERE c.dossier_id = which AND c.id = arranged AND c.until > statement_timestamp()
      AND m.agency_id = accord.my_agency() FOR UPDATE OF c;
    IF NOT FOUND THEN PERFORM accord.refuse('this cover is over, or was called off'); END IF;
    RETURN it.began_at IS NOT NULL;
END $$;

CREATE OR REPLACE FUNCTION accord.call_off_cover(which uuid, arranged uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE has_begun boolean := accord.hold_cover(which, arranged); it record;
BEGIN
    IF NOT has_begun THEN
        DELETE FROM accord.cover c WHERE c.dossier_id = which AND c.id = arranged;
        RETURN;
    END IF;
    UPDATE accord.cover c SET until = statement_timestamp() FROM accord.cover was
    WHERE c.dossier_id = which AND c.id = arranged AND was.dossier_id = which AND was.id = arranged
    RETURNING was.* INTO it;
    -- The seat that the cover gave, and no other: a colleague who worked here already keeps theirs.
    UPDATE accord.seat s SET until = statement_timestamp()
    WHERE s.dossier_id = which AND s.member_id = it.colleague_id AND s.role = 'worker' AND s.until = it.until
      AND s.granted_by = it.arranged_by AND s.until > statement_timestamp();
EXCEPTION WHEN integrity_constraint_violation OR data_exception THEN PERFORM accord.say_no_row(SQLSTATE, SQLERRM);
END $$;

-- Other people or other days for what has not begun: the old one goes and the new one comes in one act.
CREATE OR REPLACE FUNCTION accord.change_cover(which uuid, arranged uuid, new_id uuid, away uuid, colleague uuid,
                                               starts timestamptz, ends timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF accord.hold_cover(which, arranged) THEN
        PERFORM accord.refuse('this cover has begun: end it, or arrange another one');
    END IF;
    DELETE FROM accord.cover c WHERE c.dossier_id = which AND c.id = arranged;
    PERFORM accord.arrange_cover(which, new_id, away, colleague, starts, ends);
EXCEPTION WHEN integrity_constraint_violation OR data_exception THEN PERFORM accord.say_no_row(SQLSTATE, SQLERRM);
END $$;

-- Whether the colleague may sit in for the lead who asks: another human, active, of the same agency. For functions alone.
CREATE OR REPLACE FUNCTION accord.may_stand_in(which uuid, colleague uuid, lead uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN EXISTS (SELECT 1 FROM accord.member m JOIN accord.member l ON l.id = lead
                   WHERE m.id = colleague AND m.active AND l.active AND m.agency_id = l.agency_id
                     AND m.human_id <> l.human_id AND accord.may_sit(m.id, 'support')
                     AND EXISTS (SELECT 1 FROM accord.seat s WHERE s.dossier_id = which AND s.member_id = l.id
                                 AND s.role = 'lead' AND s.until > statement_timestamp()));
END $$;

-- Seats whoever stands in once the day has come, while whoever arranged it still leads the open file. A colleague who works
-- there already keeps the seat as it is. For functions alone.
CREATE OR REPLACE FUNCTION accord.begin_cover(which uuid, arranged uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE it record;
BEGIN
    UPDATE accord.cover c SET began_at = statement_timestamp()
    WHERE c.dossier_id = which AND c.id = arranged AND c.began_at IS NULL
      AND c.from_at <= statement_timestamp() AND c.until > statement_timestamp()
      AND accord.may_stand_in(which, c.colleague_id, c.arranged_by)
      AND EXISTS (SELECT 1 FROM accord.dossier d WHERE d.id = which AND d.closed_at IS NULL)
    RETURNING * INTO it;
    IF it.id IS NULL THEN RETURN; END IF;
    INSERT INTO accord.seat AS s
        (dossier_id, id, created_at, agency_id, member_id, human_id, role, starts, until, granted_by, founding)
    SELECT which, gen_random_uuid(), statement_timestamp(), m.agency_id, m.id, m.human_id, 'worker',
           statement_timestamp(), it.until, it.arranged_by, false
    FROM accord.member m WHERE m.id = it.colleague_id
    ON CONFLICT (dossier_id, human_id) DO UPDATE
        SET role = excluded.role, starts = excluded.starts, until = excluded.until, granted_by = excluded.granted_by,
            founding = false
        WHERE s.member_id = excluded.member_id
          AND NOT (s.role IN ('worker', 'lead') AND s.until > statement_timestamp());
    INSERT INTO accord.notice (id, recipient_id, kind, dossier_id, subject_id, created_at)
    SELECT gen_random_uuid(), s.member_id, 'seat_granted', which, it.colleague_id, statement_timestamp()
    FROM accord.seat s WHERE s.dossier_id = which AND s.until > statement_timestamp()
      AND (s.role = 'lead' OR s.member_id = it.colleague_id) AND s.member_id IS DISTINCT FROM accord.me();
END $$;

-- Each minute: cover whose day has come. Says how many covers were looked at. For the worker.
CREATE OR REPLACE FUNCTION accord.begin_covers() RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE due record; looked integer := 0;
BEGIN
    FOR due IN SELECT c.dossier_id, c.id FROM accord.cover c WHERE c.began_at IS NULL
               AND c.from_at <= statement_timestamp() AND c.until > statement_timestamp() LOOP
        PERFORM accord.begin_cover(due.dossier_id, due.id);
        looked := looked + 1;
    END LOOP;
    RETURN looked;
END $$;

DO $$
DECLARE name text;
BEGIN
    FOREACH name IN ARRAY ARRAY[
        'hand_over_file(uuid,uuid,boolean)', 'arrange_cover(uuid,uuid,uuid,uuid,timestamptz,timestamptz)',
        'hold_cover(uuid,uuid)', 'call_off_cover(uuid,uuid)',
        'change_cover(uuid,uuid,uuid,uuid,uuid,timestamptz,timestamptz)', 'may_stand_in(uuid,uuid,uuid)', 'begin_cover(uuid,uuid)', 'begin_covers()'] LOOP
        EXECUTE format('ALTER FUNCTION accord.%s OWNER TO accord_gate', name);
        EXECUTE format('REVOKE ALL ON FUNCTION accord.%s FROM PUBLIC', name);
    END LOOP;
    GRANT EXECUTE ON FUNCTION accord.hand_over_file(uuid, uuid, boolean) TO accord_app;
    GRANT EXECUTE ON FUNCTION accord.arrange_cover(uuid, uuid, uuid, uuid, timestamptz, timestamptz) TO accord_app;
    GRANT EXECUTE ON FUNCTION accord.call_off_cover(uuid, uuid) TO accord_app;
    GRANT EXECUTE ON FUNCTION accord.change_cover(uuid, uuid, uuid, uuid, uuid, timestamptz, timestamptz) TO accord_app;
    GRANT EXECUTE ON FUNCTION accord.begin_covers() TO accord_matcher;
END $$;
