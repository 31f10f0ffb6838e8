-- Telling without an agreement: a child, a danger to life, a court. Two humans of the agency that keeps the file, to those
-- who remove people from the country by order of a court alone, and never more than named facts.

-- Refuses a recipient that may not receive so: oneself; immigration enforcement, where no court has ordered it; or a place
-- where somebody receives who also works for it.
DROP FUNCTION IF EXISTS accord.push_recipient_is_allowed(uuid);
CREATE OR REPLACE FUNCTION accord.push_recipient_is_allowed(agency uuid, outside text, on_basis text) RETURNS void
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF agency = accord.my_agency() THEN PERFORM accord.refuse('the recipient is another agency'); END IF;
    IF accord.recipient_enforces_immigration(agency, outside) THEN
        IF on_basis <> 'court_order' THEN
            PERFORM accord.refuse('immigration enforcement receives nothing but by order of a court');
        END IF;
        RETURN;
    END IF;
    IF EXISTS (SELECT 1 FROM accord.member m JOIN accord.member o ON o.human_id = m.human_id
               JOIN accord.agency a ON a.id = o.agency_id AND a.immigration_enforcement
               WHERE m.agency_id = push_recipient_is_allowed.agency AND m.active AND 'intake' = ANY (m.duties)) THEN
        PERFORM accord.refuse('somebody who receives there also works for immigration enforcement: call them instead');
    END IF;
END $$;

DROP FUNCTION IF EXISTS accord.propose_push(uuid, uuid, text, text, text, jsonb, uuid, text, text);
CREATE OR REPLACE FUNCTION accord.propose_push(
    which uuid, push uuid, on_basis text, under_law text, for_purpose text, named_fields jsonb, agency uuid,
    outside text, reason text, marked boolean
) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT accord.i_work_on(which)
       OR NOT EXISTS (SELECT 1 FROM accord.dossier d WHERE d.id = which AND d.kind = 'support' AND d.closed_at IS NULL
                      AND d.owner_id = accord.my_agency()) THEN
        PERFORM accord.refuse('proposed by who works on the open file at the agency that keeps it');
    END IF;
    IF EXISTS (SELECT 1 FROM accord.statutory_push p WHERE p.dossier_id = which AND p.id = push) THEN RETURN; END IF;
    IF NOT accord.are_facts(named_fields, accord.single_facts()) OR jsonb_array_length(named_fields) = 0 OR EXISTS (
        SELECT 1 FROM jsonb_array_elements(named_fields) AS f WHERE f->>'value' = '') THEN
        PERFORM accord.refuse('only named facts are told without an agreement, never the whole file');
    END IF;
    IF on_basis <> 'court_order' AND EXISTS (
        SELECT 1 FROM jsonb_array_elements(named_fields) AS f WHERE f->>'name' = 'immigration_status') THEN
        PERFORM accord.refuse('immigration status is told by order of a court alone');
    END IF;
    IF btrim(under_law) = '' OR btrim(for_purpose) = '' OR btrim(reason) = '' THEN
        PERFORM accord.refuse('say under which law, for what, and why nobody was asked');
    END IF;
    PERFORM accord.push_recipient_is_allowed(agency, outside, on_basis);
    IF marked AND on_basis <> 'court_order' THEN
        PERFORM accord.refuse('immigration enforcement receives nothing but by order of a court');
    END IF;
    INSERT INTO accord.statutory_push (dossier_id, id, created_at, basis, law, purpose, fields, recipient_id,
        recipient_name, why, state, proposed_by, enforces_immigration)
    VALUES (which, push, statement_timestamp(), on_basis, under_law, for_purpose, named_fields, agency, outside, reason,
            'waiting', accord.me(), marked);
    INSERT INTO accord.notice (id, recipient_id, kind, dossier_id, subject_id, created_at)
    SELECT gen_random_uuid(), s.member_id, 'push_waiting', which, push, statement_timestamp()
    FROM accord.seat s JOIN accord.member me ON me.id = accord.me()
    WHERE s.dossier_id = which AND s.agency_id = me.agency_id AND s.role IN ('worker', 'lead')
      AND s.until > statement_timestamp() AND s.human_id <> me.human_id;
EXCEPTION WHEN integrity_constraint_violation OR data_exception THEN PERFORM accord.say_no_row(SQLSTATE, SQLERRM);
END $$;

-- Refuses all but who works on the file, and holds what waits there until the end of the transaction.
CREATE OR REPLACE FUNCTION accord.hold_waiting_push(which uuid, push uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE found record;
BEGIN
    IF NOT accord.i_work_on(which)
       OR NOT EXISTS (SELECT 1 FROM accord.dossier d WHERE d.id = which AND d.closed_at IS NULL
                      AND d.owner_id = accord.my_agency()) THEN
        PERFORM accord.refuse('decided by who works on the open file at the agency that keeps it');
    END IF;
    SELECT * INTO found FROM accord.statutory_push p WHERE p.dossier_id = which AND p.id = push FOR UPDATE;
    IF found.id IS NULL OR found.state <> 'waiting' THEN PERFORM accord.refuse('this was decided before'); END IF;
END $$;

-- The second human signs, and it goes: to the recipient's intake where that is on the platform, else onto paper.
CREATE OR REPLACE FUNCTION accord.sign_push(which uuid, push uuid, arrival uuid, arrival_title text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE said record; event uuid; mine uuid := accord.my_agency();
BEGIN
    PERFORM accord.hold_waiting_push(which, push);
    SELECT * INTO said FROM accord.statutory_push p WHERE p.dossier_id = which AND p.id = push;
    IF EXISTS (SELECT 1 FROM accord.member me JOIN accord.member other ON other.id = said.proposed_by
               WHERE me.id = accord.me() AND me.human_id = other.human_id) THEN
        PERFORM accord.refuse('a second human signs');
    END IF;
    PERFORM accord.push_recipient_is_allowed(said.recipient_id, said.recipient_name, said.basis);
    IF said.recipient_id IS NOT NULL THEN
        event := push;  -- its values were sealed to this act when they were frozen
        PERFORM accord.open_arrival(arrival, said.recipient_id, arrival_title);
        INSERT INTO accord.disclosure (dossier_id, id, created_at, agency_id, event_id, side, giver_id, receiver_id,
            given_by, target_dossier_id, subject, fields, basis, purpose, caveat, third_party_rule)
        SELECT place.dossier, gen_random_uuid(), statement_timestamp(), place.agency, event, place.side, mine,
               said.recipient_id, accord.me(), arrival, 'person', said.fields, said.basis, said.purpose, 'red', true
        FROM (VALUES (which, mine, 'given'), (arrival, said.recipient_id, 'received')) AS place (dossier, agency, side);
    END IF;
    UPDATE accord.statutory_push p SET state = 'sent', signed_by = accord.me(), ended_at = statement_timestamp(),
        event_id = event WHERE p.dossier_id = which AND p.id = push;
    INSERT INTO accord.push_entry (id, agency_id, which, basis, law, purpose, facts, recipient, why, proposed_by,
        signed_by, at)
    SELECT gen_random_uuid(), mine, sign_push.which, said.basis, said.law, said.purpose,
           ARRAY(SELECT f->>'name' FROM jsonb_array_elements(said.fields) AS f),
           coalesce((SELECT a.short_name FROM accord.agency a WHERE a.id = said.recipient_id), said.recipient_name),
           said.why, (SELECT m.name FROM accord.member m WHERE m.id = said.proposed_by),
           (SELECT m.name FROM accord.member m WHERE m.id = accord.me()), statement_timestamp();
EXCEPTION WHEN integrity_constraint_violation OR data_exception THEN PERFORM accord.say_no_row(SQLSTATE, SQLERRM);
END $$;

-- What was not signed keeps its reason and loses its values.
CREATE OR REPLACE FUNCTION accord.discard_push(which uuid, push uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM accord.hold_waiting_push(which, push);
    UPDATE accord.statutory_push p SET state = 'discarded', ended_at = statement_timestamp(),
        fields = (SELECT jsonb_agg(jsonb_build_object('name', f->>'name', 'value', ''))
                  FROM jsonb_array_elements(p.fields) AS f)
    WHERE p.dossier_id = which AND p.id = push;
EXCEPTION WHEN integrity_constraint_violation OR data_exception THEN PERFORM accord.say_no_row(SQLSTATE, SQLERRM);
END $$;

-- The register that the law asks for: an agency's custodians read it whole, a lead reads the lines of the files led.
CREATE OR REPLACE FUNCTION accord.push_register() RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE led uuid[] := accord.my_seats('{lead}');
BEGIN
    IF NOT accord.i_am('custodian')
       AND NOT EXISTS (SELECT 1 FROM accord.dossier d WHERE d.id = ANY (led) AND d.kind = 'support'
                       AND d.owner_id = accord.my_agency()) THEN
        PERFORM accord.refuse('for custodians, and for leads of a file');
    END IF;
    RETURN (
        SELECT coalesce(jsonb_agg(to_jsonb(e) - 'agency_id' - 'which' ORDER BY e.at DESC), '[]')
        FROM accord.push_entry e
        WHERE e.agency_id = accord.my_agency() AND (accord.i_am('custodian') OR e.which = ANY (led))
    );
END $$;

DO $$
DECLARE name text;
BEGIN
    FOREACH name IN ARRAY ARRAY[
        'push_recipient_is_allowed(uuid,text,text)',
        'propose_push(uuid,uuid,text,text,text,jsonb,uuid,text,text,boolean)',
        'hold_waiting_push(uuid,uuid)', 'sign_push(uuid,uuid,uuid,text)', 'discard_push(uuid,uuid)', 'push_register()'] LOOP
        EXECUTE format('ALTER FUNCTION accord.%s OWNER TO accord_gate', name);
        EXECUTE format('REVOKE ALL ON FUNCTION accord.%s FROM PUBLIC', name);
    END LOOP;
    FOREACH name IN ARRAY ARRAY[
        'propose_push(uuid,uuid,text,text,text,jsonb,uuid,text,text,boolean)', 'sign_push(uuid,uuid,uuid,text)',
        'discard_push(uuid,uuid)', 'push_register()'] LOOP
        EXECUTE format('GRANT EXECUTE ON FUNCTION accord.%s TO accord_app', name);
    END LOOP;
END $$;
