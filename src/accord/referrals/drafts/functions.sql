-- A draft is a referral's row on the sender's side alone: no disclosure, no arrival, no notice, nothing at the service.

-- Kept again under the same event, it is written over; one that was sent meanwhile is not.
CREATE OR REPLACE FUNCTION accord.keep_referral_draft(
    event uuid, from_dossier uuid, agreement uuid, quoted text, terms jsonb
) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE ticked text[] := ARRAY(SELECT jsonb_array_elements_text(terms->'facts')); agreed record; is_new boolean;
BEGIN
    PERFORM accord.must_work_on(from_dossier);
    -- An agreement that has ended meanwhile keeps nobody from keeping what was typed; sending asks for a live one.
    SELECT * INTO agreed FROM accord.consent c WHERE c.dossier_id = from_dossier AND c.id = agreement
        AND c.answer = 'given' AND c.purpose IN ('referral', 'care_team');
    IF agreement IS NOT NULL AND agreed.id IS NULL THEN
        PERFORM accord.refuse('no agreement of this file is for a referral like this');
    END IF;
    IF NOT ticked <@ coalesce(agreed.facts, '{}') THEN
        PERFORM accord.refuse('only what was agreed to may be given');
    END IF;
    is_new := NOT accord.clear_referral_draft(event, from_dossier);
    INSERT INTO accord.referral (dossier_id, id, created_at, agency_id, other_id, event_id, side, number, consent_id,
        service_id, service_name, need, urgent, state, decline, reply, caller, caller_phone, answer_by, alarm_at, alarm_to,
        moved_at, on_paper)
    VALUES (from_dossier, gen_random_uuid(), statement_timestamp(), accord.my_agency(),
            CASE WHEN agreement IS NULL THEN (terms->>'other_id')::uuid ELSE agreed.recipient_id END, event, 'sent',
            quoted, agreement, (terms->>'service_id')::uuid, terms->>'service_name', terms->>'need',
            (terms->>'urgent')::boolean, 'draft', '', '', terms->>'caller', terms->>'caller_phone',
            (terms->>'answer_by')::timestamptz, (terms->>'alarm_at')::timestamptz, (terms->>'alarm_to')::uuid,
            statement_timestamp(), ticked);
    IF is_new THEN PERFORM accord.tell_referral(event, ARRAY[from_dossier], 'draft', ''); END IF;
EXCEPTION WHEN integrity_constraint_violation OR data_exception THEN PERFORM accord.say_no_row(SQLSTATE, SQLERRM);
END $$;

-- Whether there was one; its line of history stays. Called by functions alone: a draft is written over, or sent.
CREATE OR REPLACE FUNCTION accord.clear_referral_draft(event uuid, from_dossier uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    DELETE FROM accord.referral r WHERE r.dossier_id = from_dossier AND r.event_id = event AND r.state = 'draft'
        AND r.side = 'sent' AND r.agency_id = accord.my_agency();
    RETURN FOUND;
END $$;

-- Thrown away with its history: nothing was ever sent. Of a closed file too.
CREATE OR REPLACE FUNCTION accord.discard_referral_draft(event uuid, from_dossier uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT accord.i_work_on(from_dossier) THEN PERFORM accord.refuse('this needs a working seat'); END IF;
    IF NOT accord.clear_referral_draft(event, from_dossier) THEN
        PERFORM accord.refuse('there is no such draft here');
    END IF;
    DELETE FROM accord.referral_event e WHERE e.dossier_id = from_dossier AND e.event_id = event;
EXCEPTION WHEN integrity_constraint_violation OR data_exception THEN PERFORM accord.say_no_row(SQLSTATE, SQLERRM);
END $$;

DO $$
DECLARE name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['keep_referral_draft(uuid,uuid,uuid,text,jsonb)', 'clear_referral_draft(uuid,uuid)',
                                'discard_referral_draft(uuid,uuid)'] LOOP
        EXECUTE format('ALTER FUNCTION accord.%s OWNER TO accord_gate', name);
        EXECUTE format('REVOKE ALL ON FUNCTION accord.%s FROM PUBLIC', name);
    END LOOP;
    GRANT EXECUTE ON FUNCTION accord.keep_referral_draft(uuid,uuid,uuid,text,jsonb),
        accord.discard_referral_draft(uuid,uuid) TO accord_app;
END $$;
