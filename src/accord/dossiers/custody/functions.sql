-- Custody. A dossier whose last lead's seat ended is reseated by two custodians of that agency, two humans who cannot
-- read it: they learn its kind, its dates and who led it last, never its title or its rows. Whoever has left leads nothing,
-- however long the seat would still last.
CREATE OR REPLACE FUNCTION accord.orphans() RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT accord.i_am('custodian') THEN PERFORM accord.refuse('for custodians'); END IF;
    RETURN (
        SELECT coalesce(jsonb_agg(jsonb_build_object('dossier', d.id, 'kind', d.kind, 'opened', d.created_at,
                   'ended', least(last.until, statement_timestamp()), 'left', NOT m.active, 'led_by', m.name,
                   'proposed', p.whom, 'proposed_by', p.proposed_by)
                   ORDER BY least(last.until, statement_timestamp()), d.created_at), '[]')
        FROM accord.party a JOIN accord.dossier d ON d.id = a.dossier_id AND d.closed_at IS NULL
        JOIN LATERAL (SELECT s.until, s.member_id FROM accord.seat s WHERE s.dossier_id = a.dossier_id
                      AND s.agency_id = a.agency_id AND s.role = 'lead' ORDER BY s.until DESC LIMIT 1) last ON true
        JOIN accord.member m ON m.id = last.member_id
        LEFT JOIN accord.reseating p ON p.agency_id = a.agency_id AND p.which = d.id
        WHERE a.agency_id = accord.my_agency() AND accord.is_orphan(d.id, a.agency_id)
    );
END $$;

CREATE OR REPLACE FUNCTION accord.is_orphan(which uuid, agency uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN EXISTS (SELECT 1 FROM accord.party a JOIN accord.dossier d ON d.id = a.dossier_id AND d.closed_at IS NULL
                   WHERE a.dossier_id = is_orphan.which AND a.agency_id = agency)
       AND NOT EXISTS (SELECT 1 FROM accord.seat s JOIN accord.member m ON m.id = s.member_id AND m.active
                       WHERE s.dossier_id = is_orphan.which AND s.agency_id = agency
                       AND s.role = 'lead' AND s.until > statement_timestamp());
END $$;

-- Since when nobody leads it: the end of the last seat; of somebody who has left, who may have left at any time, its
-- beginning. For functions alone.
CREATE OR REPLACE FUNCTION accord.orphaned_after(which uuid, agency uuid) RETURNS timestamptz
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN (SELECT max(CASE WHEN m.active THEN s.until ELSE s.starts END)
            FROM accord.seat s JOIN accord.member m ON m.id = s.member_id
            WHERE s.dossier_id = which AND s.agency_id = agency AND s.role = 'lead');
END $$;

-- A member has left: the custodians are told at once of what that member was the last to lead. The administrator who
-- closed the account learns nothing by it.
CREATE OR REPLACE FUNCTION accord.tell_of_orphans(whom uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT accord.i_am('administrator') OR NOT EXISTS (
        SELECT 1 FROM accord.member m WHERE m.id = whom AND NOT m.active AND m.agency_id = accord.my_agency()) THEN
        PERFORM accord.refuse('told when an administrator closes the account of a colleague');
    END IF;
    INSERT INTO accord.notice (id, recipient_id, kind, subject_id, created_at)
    SELECT gen_random_uuid(), c.id, 'dossier_orphaned', s.dossier_id, statement_timestamp()
    FROM accord.seat s JOIN accord.member c ON c.agency_id = s.agency_id AND c.active AND 'custodian' = ANY (c.duties)
    WHERE s.member_id = whom AND s.role = 'lead' AND s.until > statement_timestamp()
      AND accord.is_orphan(s.dossier_id, s.agency_id);
EXCEPTION WHEN integrity_constraint_violation OR data_exception THEN PERFORM accord.say_no_row(SQLSTATE, SQLERRM);
END $$;

-- The first custodian names somebody else; a later proposal takes the place of an earlier one.
CREATE OR REPLACE FUNCTION accord.propose_reseat(which uuid, whom uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE mine uuid := accord.my_agency();
BEGIN
    IF NOT accord.i_am('custodian') OR NOT accord.is_orphan(which, mine) THEN
        PERFORM accord.refuse('a custodian reseats a dossier of the own agency that nobody leads');
    END IF;
    IF NOT EXISTS (SELECT 1 FROM accord.member m JOIN accord.member me ON me.id = accord.me()
                   WHERE m.id = whom AND m.active AND m.agency_id = mine AND m.human_id <> me.human_id) THEN
        PERFORM accord.refuse('a custodian seats another active member of the own agency');
    END IF;
    INSERT INTO accord.reseating AS r (id, agency_id, which, whom, proposed_by, proposed_at)
    VALUES (gen_random_uuid(), mine, which, whom, accord.me(), statement_timestamp())
    ON CONFLICT ON CONSTRAINT reseating_once DO UPDATE
        SET whom = excluded.whom, proposed_by = excluded.proposed_by, proposed_at = excluded.proposed_at;
    INSERT INTO accord.notice (id, recipient_id, kind, subject_id, created_at)
    SELECT gen_random_uuid(), c.id, 'dossier_orphaned', which, statement_timestamp() FROM accord.member c
    WHERE c.agency_id = mine AND c.active AND 'custodian' = ANY (c.duties) AND c.id NOT IN (accord.me(), whom);
END $$;

CREATE OR REPLACE FUNCTION accord.confirm_reseat(which uuid) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE asked record;
BEGIN
    SELECT r.*, m.human_id AS human INTO asked FROM accord.reseating r JOIN accord.member m ON m.id = r.whom
    WHERE r.which = confirm_reseat.which AND r.agency_id = accord.my_agency() AND m.active FOR UPDATE OF r;
    IF asked.id IS NULL OR NOT accord.i_am('custodian') OR NOT accord.is_orphan(which, asked.agency_id)
       OR NOT accord.may_sit(asked.whom, (SELECT d.kind FROM accord.dossier d WHERE d.id = which)) THEN
        PERFORM accord.refuse('nothing here waits for a second custodian');
    END IF;
    IF EXISTS (SELECT 1 FROM accord.member me JOIN accord.member other ON other.id IN (asked.proposed_by, asked.whom)
               WHERE me.id = accord.me() AND me.human_id = other.human_id) THEN
        PERFORM accord.refuse('a second human confirms, and seats somebody else');
    END IF;
    INSERT INTO accord.seat AS s
        (dossier_id, id, created_at, agency_id, member_id, human_id, role, starts, until, granted_by, founding)
    VALUES (which, gen_random_uuid(), statement_timestamp(), asked.agency_id, asked.whom, asked.human, 'lead',
            statement_timestamp(), statement_timestamp() + interval '90 days', accord.me(), false)
    ON CONFLICT (dossier_id, human_id) DO UPDATE
        SET role = 'lead', starts = excluded.starts, until = excluded.until, granted_by = excluded.granted_by,
            founding = false
        WHERE s.member_id = excluded.member_id;
    IF NOT FOUND THEN PERFORM accord.refuse('this person holds a seat here for another agency'); END IF;
    DELETE FROM accord.reseating WHERE id = asked.id;
    INSERT INTO accord.notice (id, recipient_id, kind, dossier_id, subject_id, created_at)
    VALUES (gen_random_uuid(), asked.whom, 'seat_granted', which, asked.whom, statement_timestamp());
    RETURN asked.whom;
END $$;

-- Every morning: leads are told 14 and 3 days before the last lead's seat of their agency ends, custodians once after.
CREATE OR REPLACE FUNCTION accord.warn_of_endings() RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE told integer; more integer;
BEGIN
    WITH ends AS (
        SELECT s.dossier_id, s.agency_id, max(s.until) AS last FROM accord.seat s
        JOIN accord.dossier d ON d.id = s.dossier_id AND d.closed_at IS NULL
        JOIN accord.member m ON m.id = s.member_id AND m.active
        WHERE s.role = 'lead' GROUP BY s.dossier_id, s.agency_id
    )
    INSERT INTO accord.notice (id, recipient_id, kind, dossier_id, subject_id, created_at)
    SELECT DISTINCT ON (s.dossier_id, s.member_id)
           gen_random_uuid(), s.member_id, 'seat_ending', s.dossier_id, s.member_id, statement_timestamp()
    FROM ends e JOIN accord.seat s ON s.dossier_id = e.dossier_id AND s.agency_id = e.agency_id AND s.role = 'lead'
    CROSS JOIN (VALUES (interval '14 days'), (interval '3 days')) AS before (time)
    WHERE s.until > statement_timestamp() AND e.last <= statement_timestamp() + before.time
      AND NOT EXISTS (SELECT 1 FROM accord.notice n WHERE n.recipient_id = s.member_id AND n.kind = 'seat_ending'
                      AND n.dossier_id = s.dossier_id AND n.created_at >= e.last - before.time);
    GET DIAGNOSTICS told = ROW_COUNT;
    INSERT INTO accord.notice (id, recipient_id, kind, subject_id, created_at)
    SELECT gen_random_uuid(), c.id, 'dossier_orphaned', a.dossier_id, statement_timestamp()
    FROM accord.party a JOIN accord.member c ON c.agency_id = a.agency_id AND c.active AND 'custodian' = ANY (c.duties)
    WHERE accord.is_orphan(a.dossier_id, a.agency_id)
      AND NOT EXISTS (SELECT 1 FROM accord.notice n WHERE n.recipient_id = c.id AND n.kind = 'dossier_orphaned'
                      AND n.subject_id = a.dossier_id
                      AND n.created_at >= accord.orphaned_after(a.dossier_id, a.agency_id));
    GET DIAGNOSTICS more = ROW_COUNT;
    RETURN told + more;
END $$;

DO $$
DECLARE name text;
BEGIN
    FOREACH name IN ARRAY ARRAY[
        'orphans()', 'is_orphan(uuid,uuid)', 'orphaned_after(uuid,uuid)', 'tell_of_orphans(uuid)', 'propose_reseat(uuid,uuid)', 'confirm_reseat(uuid)', 'warn_of_endings()'] LOOP
        EXECUTE format('ALTER FUNCTION accord.%s OWNER TO accord_gate', name);
        EXECUTE format('REVOKE ALL ON FUNCTION accord.%s FROM PUBLIC', name);
    END LOOP;
    FOREACH name IN ARRAY ARRAY['orphans()', 'tell_of_orphans(uuid)', 'propose_reseat(uuid,uuid)',
                                'confirm_reseat(uuid)'] LOOP
        EXECUTE format('GRANT EXECUTE ON FUNCTION accord.%s TO accord_app', name);
    END LOOP;
    GRANT EXECUTE ON FUNCTION accord.warn_of_endings() TO accord_matcher;
END $$;
