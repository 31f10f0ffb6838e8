-- Forgetting. The app may delete nothing of a report; what must not be kept goes through this one function.

-- A report that turns out to show no indicators of trafficking keeps no person, no identifier, no text and no history
-- of them. What stays is that it was filed, when, by whom, and that it was closed.
CREATE OR REPLACE FUNCTION accord.close_without_indicators(which uuid, report uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT accord.i_work_on(which) THEN
        PERFORM accord.refuse('closing a report needs a working seat on its dossier');
    END IF;
    DELETE FROM accord.judgement AS j
    WHERE (j.dossier_id = which AND j.report_id = close_without_indicators.report)
       OR (j.other_dossier_id = which AND j.other_report_id = close_without_indicators.report);
    DELETE FROM accord.standing_search AS s
    WHERE s.about_dossier_id = which AND s.about_report_id = close_without_indicators.report;
    DELETE FROM accord.identifier WHERE dossier_id = which AND report_id = report;
    DELETE FROM accord.person WHERE dossier_id = which AND report_id = report;
    DELETE FROM accord.report_amendment WHERE dossier_id = which AND report_id = report;
    DELETE FROM accord.report_proposal WHERE dossier_id = which AND report_id = report;
    UPDATE accord.report AS kept SET outcome = 'no_indicators', narrative = '', place = ''
    WHERE kept.dossier_id = which AND kept.id = close_without_indicators.report;
    IF NOT FOUND THEN PERFORM accord.refuse('no such report in this dossier'); END IF;
END $$;

-- A new record meets the standing searches of those who sit on its dossier at this moment: tokens in, nothing out. Each
-- searcher is told once of each record; whoever filed it knows it already. ``for_agency``: of a disclosure, whose seats
-- may read it.
CREATE OR REPLACE FUNCTION accord.meet_standing(
    which uuid, kind text, records uuid[], met bigint[], for_agency uuid, at timestamptz
) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT accord.i_work_on(which) THEN
        PERFORM accord.refuse('what is filed needs a working seat');
    END IF;
    WITH found AS (
        INSERT INTO accord.standing_find (id, member_id, search_id, dossier_id, record_id, what, created_at)
        SELECT DISTINCT ON (s.id, r.record) gen_random_uuid(), s.member_id, s.id, which, r.record, meet_standing.kind, at
        FROM accord.seat seat
        JOIN accord.member m ON m.id = seat.member_id AND m.active AND m.id <> accord.me()
        JOIN accord.standing_search s ON s.member_id = m.id AND s.paused_at IS NULL AND s.until > statement_timestamp()
        CROSS JOIN LATERAL unnest(s.tokens) AS wanted (token)
        JOIN unnest(records, met) AS r (record, token) ON r.token = wanted.token
        WHERE seat.dossier_id = which AND seat.until > statement_timestamp()
          AND (for_agency IS NULL OR seat.agency_id = for_agency) AND s.about_report_id IS DISTINCT FROM r.record
        ORDER BY s.id, r.record
        ON CONFLICT (search_id, record_id) DO NOTHING
        RETURNING search_id, member_id
    )
    INSERT INTO accord.notice (id, recipient_id, kind, dossier_id, subject_id, created_at)
    SELECT gen_random_uuid(), f.member_id, 'standing_found', NULL, f.search_id, at
    FROM (SELECT DISTINCT search_id, member_id FROM found) AS f;
END $$;

-- Nobody judges in another's name, and what was taken back stays so. The migration puts it on the table.
CREATE OR REPLACE FUNCTION accord.attest_judgement() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF current_user = 'accord_app' THEN
        IF TG_OP = 'INSERT' THEN
            NEW.by := accord.me();
        ELSIF OLD.undone_at IS NOT NULL THEN
            RAISE EXCEPTION 'this judgement was taken back already' USING ERRCODE = 'AC403';
        ELSE
            NEW.undone_by := accord.me();
        END IF;
    END IF;
    RETURN NEW;
END $$;

DO $$ BEGIN
    ALTER FUNCTION accord.close_without_indicators(uuid, uuid) OWNER TO accord_gate;
    REVOKE ALL ON FUNCTION accord.close_without_indicators(uuid, uuid) FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION accord.close_without_indicators(uuid, uuid) TO accord_app;
    ALTER FUNCTION accord.meet_standing(uuid, text, uuid[], bigint[], uuid, timestamptz) OWNER TO accord_gate;
    REVOKE ALL ON FUNCTION accord.meet_standing(uuid, text, uuid[], bigint[], uuid, timestamptz) FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION accord.meet_standing(uuid, text, uuid[], bigint[], uuid, timestamptz) TO accord_app;
END $$;
