-- Forgetting. The app may delete nothing of a report; what must not be kept goes through this one function.

-- A report that turns out to show no indicators of trafficking keeps no person, no identifier, no text and no history
-- of them. What stays is that it was filed, when, by whom, and that it was closed.
CREATE OR REPLACE FUNCTION accord.close_without_indicators(which uuid, report uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT which = ANY (accord.my_writable()) THEN
        PERFORM accord.refuse('closing a report needs a working seat on its dossier');
    END IF;
    DELETE FROM accord.judgement AS j
    WHERE (j.dossier_id = which AND j.report_id = close_without_indicators.report)
       OR (j.other_dossier_id = which AND j.other_report_id = close_without_indicators.report);
    DELETE FROM accord.identifier WHERE dossier_id = which AND report_id = report;
    DELETE FROM accord.person WHERE dossier_id = which AND report_id = report;
    DELETE FROM accord.report_amendment WHERE dossier_id = which AND report_id = report;
    DELETE FROM accord.report_proposal WHERE dossier_id = which AND report_id = report;
    UPDATE accord.report AS kept SET outcome = 'no_indicators', narrative = '', place = ''
    WHERE kept.dossier_id = which AND kept.id = close_without_indicators.report;
    IF NOT FOUND THEN PERFORM accord.refuse('no such report in this dossier'); END IF;
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
END $$;
