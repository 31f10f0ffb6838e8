-- Referrals stand on two sides: the survivor's file and the service's arrival. Each act writes both, or neither.

-- Which state may follow which, for whom: vocabulary.py has the same table.
CREATE OR REPLACE FUNCTION accord.referral_may_move(on_side text, outside boolean, was text, becomes text) RETURNS boolean
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT (outside OR on_side = 'received') AND (was, becomes) IN (
               ('sent', 'in_progress'), ('sent', 'accepted'), ('sent', 'declined'), ('in_progress', 'accepted'),
               ('in_progress', 'declined'), ('accepted', 'done'))
        OR (outside OR on_side = 'sent') AND (was, becomes) IN (
               ('sent', 'withdrawn'), ('in_progress', 'withdrawn'), ('accepted', 'withdrawn'), ('accepted', 'done'))
$$;

-- A line of history on every side that the referral has.
CREATE OR REPLACE FUNCTION accord.tell_referral(event uuid, sides uuid[], becomes text, said text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    INSERT INTO accord.referral_event (dossier_id, id, created_at, agency_id, event_id, state, by_agency_id, by_id, words)
    SELECT r.dossier_id, gen_random_uuid(), statement_timestamp(), r.agency_id, event, becomes,
           coalesce(accord.my_agency(), s.agency_id), CASE WHEN r.agency_id = accord.my_agency() THEN accord.me() END, said
    FROM accord.referral r
    JOIN accord.referral s ON s.event_id = r.event_id AND s.dossier_id = ANY (sides) AND s.side = 'sent'
    WHERE r.event_id = event AND r.dossier_id = ANY (sides);
END $$;

CREATE OR REPLACE FUNCTION accord.notify_referral(event uuid, which uuid, notice_kind text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    INSERT INTO accord.notice (id, recipient_id, kind, dossier_id, subject_id, created_at)
    SELECT gen_random_uuid(), s.member_id, notice_kind, which, event, statement_timestamp()
    FROM accord.seat s WHERE s.dossier_id = which AND s.until > statement_timestamp() AND s.role <> 'reader'
      AND s.member_id IS DISTINCT FROM accord.me();
END $$;

-- To a service on the platform: the facts go as a disclosure under the consent, and the referral beside them.
CREATE OR REPLACE FUNCTION accord.send_referral(
    event uuid, from_dossier uuid, agreement uuid, to_agency uuid, arrival uuid, quoted text, told jsonb, terms jsonb
) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE mine uuid := accord.my_agency();
BEGIN
    PERFORM accord.must_work_on(from_dossier);
    IF NOT EXISTS (SELECT 1 FROM accord.agency a WHERE a.id = to_agency AND a.realm = 'support') OR to_agency = mine THEN
        PERFORM accord.refuse('a survivor is referred to another service');
    END IF;
    IF NOT EXISTS (SELECT 1 FROM accord.consent c WHERE c.dossier_id = from_dossier AND c.id = agreement
                   AND c.purpose IN ('referral', 'care_team')) THEN
        PERFORM accord.refuse('this agreement is for something else');
    END IF;
    IF terms->>'service_id' IS NOT NULL AND NOT EXISTS (SELECT 1 FROM accord.service_keeper k
            WHERE k.service_id = (terms->>'service_id')::uuid AND k.agency_id = to_agency) THEN
        PERFORM accord.refuse('this service is kept by another agency');
    END IF;
    PERFORM accord.disclose_on_consent(event, from_dossier, agreement, to_agency, arrival, quoted, 'person', told,
                                       'referral');
    PERFORM accord.clear_referral_draft(event, from_dossier);
    INSERT INTO accord.way (id, asking, asked) VALUES (event, from_dossier, arrival);
    INSERT INTO accord.referral (dossier_id, id, created_at, agency_id, other_id, event_id, side, number, consent_id,
        service_id, service_name, need, urgent, state, decline, reply, caller, caller_phone, answer_by, alarm_at, alarm_to,
        moved_at, on_paper)
    SELECT row.dossier, gen_random_uuid(), statement_timestamp(), row.agency, row.across, event, row.side, quoted,
           row.agreed, (terms->>'service_id')::uuid, terms->>'service_name', terms->>'need', (terms->>'urgent')::boolean,
           'sent', '', '', terms->>'caller', terms->>'caller_phone', (terms->>'answer_by')::timestamptz,
           (terms->>'alarm_at')::timestamptz, CASE row.side WHEN 'sent' THEN (terms->>'alarm_to')::uuid END,
           statement_timestamp(), '{}'
    FROM (VALUES (from_dossier, mine, to_agency, 'sent', agreement), (arrival, to_agency, mine, 'received', NULL))
        AS row (dossier, agency, across, side, agreed);
    PERFORM accord.tell_referral(event, ARRAY[from_dossier, arrival], 'sent', '');
EXCEPTION WHEN integrity_constraint_violation OR data_exception THEN PERFORM accord.say_no_row(SQLSTATE, SQLERRM);
END $$;

-- To a service outside it: the same, on one side, under an agreement that names the service.
CREATE OR REPLACE FUNCTION accord.note_referral(event uuid, from_dossier uuid, agreement uuid, quoted text, terms jsonb)
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE told text[] := ARRAY(SELECT jsonb_array_elements_text(terms->'facts'));
BEGIN
    IF NOT accord.i_work_on(from_dossier)
       OR NOT EXISTS (SELECT 1 FROM accord.dossier WHERE id = from_dossier AND kind = 'support' AND closed_at IS NULL) THEN
        PERFORM accord.refuse('referring needs a working seat on an open support file');
    END IF;
    PERFORM accord.clear_referral_draft(event, from_dossier);
    IF NOT told <@ accord.consent_facts(from_dossier, agreement, NULL) THEN
        PERFORM accord.refuse('only what was agreed to may be given');
    END IF;
    IF NOT EXISTS (SELECT 1 FROM accord.consent c WHERE c.dossier_id = from_dossier AND c.id = agreement
                   AND c.purpose = 'referral' AND c.recipient_name = terms->>'recipient_name') THEN
        PERFORM accord.refuse('no agreement of this file names this service');
    END IF;
    IF terms->>'service_id' IS NOT NULL AND NOT EXISTS (SELECT 1 FROM accord.service s
            WHERE s.id = (terms->>'service_id')::uuid AND terms->>'recipient_name' IN (s.name_en, s.name_fr)) THEN
        PERFORM accord.refuse('the agreement names another service');
    END IF;
    INSERT INTO accord.referral (dossier_id, id, created_at, agency_id, event_id, side, number, consent_id, service_id,
        service_name, need, urgent, state, decline, reply, caller, caller_phone, answer_by, alarm_at, alarm_to, moved_at,
        on_paper)
    VALUES (from_dossier, gen_random_uuid(), statement_timestamp(), accord.my_agency(), event, 'sent', quoted, agreement,
            (terms->>'service_id')::uuid, terms->>'service_name', terms->>'need', (terms->>'urgent')::boolean, 'sent', '',
            '', terms->>'caller', terms->>'caller_phone', (terms->>'answer_by')::timestamptz,
            (terms->>'alarm_at')::timestamptz, (terms->>'alarm_to')::uuid, statement_timestamp(), told);
    PERFORM accord.tell_referral(event, ARRAY[from_dossier], 'sent', '');
EXCEPTION WHEN integrity_constraint_violation OR data_exception THEN PERFORM accord.say_no_row(SQLSTATE, SQLERRM);
END $$;

-- What the receiver may no longer use is emptied: access ends when the referral ends.
CREATE OR REPLACE FUNCTION accord.end_referral_access(event uuid, file uuid, arrival uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    UPDATE accord.disclosure d SET revoked_at = coalesce(d.revoked_at, statement_timestamp())
    WHERE d.event_id = event AND d.dossier_id IN (file, arrival);
    UPDATE accord.disclosure d SET fields = '[]'
    WHERE d.event_id = event AND d.dossier_id = arrival AND d.side = 'received';
    UPDATE accord.dossier d SET closed_at = coalesce(d.closed_at, statement_timestamp()) WHERE d.id = arrival;
END $$;

-- The care team that sat down for this referral gets up with it, unless another one still rests on the agreement.
CREATE OR REPLACE FUNCTION accord.end_referral_team(event uuid, sides uuid[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM accord.end_care_team(r.dossier_id, r.consent_id)
    FROM accord.referral r
    JOIN accord.consent c ON c.dossier_id = r.dossier_id AND c.id = r.consent_id AND c.purpose = 'care_team'
    WHERE r.event_id = event AND r.dossier_id = ANY (sides) AND r.side = 'sent' AND NOT EXISTS (
        SELECT 1 FROM accord.referral other
        WHERE other.dossier_id = r.dossier_id AND other.consent_id = r.consent_id AND other.event_id <> event
          AND other.state IN ('sent', 'in_progress', 'accepted'));
END $$;

CREATE OR REPLACE FUNCTION accord.move_referral(which uuid, event uuid, becomes text, why text, said text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE here record; across uuid := accord.way_across(which, event);
BEGIN
    IF NOT accord.i_work_on(which) THEN PERFORM accord.refuse('this needs a working seat'); END IF;
    -- The agreement first, as taking back does; then both rows in one order, whoever moves: of two moves at once, one
    -- stands and the other is told.
    PERFORM 1 FROM accord.consent c JOIN accord.referral r ON r.dossier_id = c.dossier_id AND r.consent_id = c.id
    WHERE r.event_id = event AND r.side = 'sent' AND r.dossier_id IN (which, across) FOR SHARE OF c;
    PERFORM 1 FROM accord.referral r WHERE r.event_id = event AND r.dossier_id IN (which, across)
    ORDER BY r.side FOR UPDATE;
    SELECT * INTO here FROM accord.referral r WHERE r.dossier_id = which AND r.event_id = event
        AND r.agency_id = accord.my_agency();
    IF here.id IS NULL THEN PERFORM accord.refuse('there is no such referral here'); END IF;
    IF NOT accord.referral_may_move(here.side, here.other_id IS NULL, here.state, becomes) THEN
        PERFORM accord.refuse('this referral has moved on meanwhile');
    END IF;
    UPDATE accord.referral r SET state = becomes, decline = CASE becomes WHEN 'declined' THEN why ELSE '' END,
        -- The line is the receiver's, noted by the sender for somebody outside; a sender's own words stand in the history.
        reply = CASE WHEN said = '' OR (here.side = 'sent' AND here.other_id IS NOT NULL) THEN r.reply ELSE said END,
        moved_at = statement_timestamp(), alarmed_at = NULL
    WHERE r.event_id = event AND r.dossier_id IN (which, across);
    PERFORM accord.tell_referral(event, ARRAY[which, across], becomes, said);
    IF across IS NOT NULL THEN
        PERFORM accord.notify_referral(event, across, 'referral_moved');
        IF becomes IN ('declined', 'withdrawn', 'done') THEN
            PERFORM accord.end_referral_access(event, CASE here.side WHEN 'sent' THEN which ELSE across END,
                                               CASE here.side WHEN 'sent' THEN across ELSE which END);
            PERFORM accord.end_referral_team(event, ARRAY[which, across]);
        END IF;
    END IF;
EXCEPTION WHEN integrity_constraint_violation OR data_exception THEN PERFORM accord.say_no_row(SQLSTATE, SQLERRM);
END $$;

-- The receiver's own file that came of it, known to the receiver alone.
CREATE OR REPLACE FUNCTION accord.link_referral(which uuid, event uuid, own_file uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT (accord.i_work_on(which) AND accord.i_work_on(own_file)) THEN
        PERFORM accord.refuse('this needs a working seat on both');
    END IF;
    UPDATE accord.referral r SET file_id = own_file
    WHERE r.dossier_id = which AND r.event_id = event AND r.side = 'received' AND r.file_id IS NULL
      AND r.agency_id = accord.my_agency() AND r.state = 'accepted';
    IF NOT FOUND THEN PERFORM accord.refuse('a file is opened once, from a referral that was accepted'); END IF;
EXCEPTION WHEN integrity_constraint_violation OR data_exception THEN PERFORM accord.say_no_row(SQLSTATE, SQLERRM);
END $$;

-- An agreement ended: what rests on it is revoked on both sides. Called by take_back alone, which empties the facts.
-- A draft holds no facts and was told to nobody: it stays, and cannot be sent under what has ended.
CREATE OR REPLACE FUNCTION accord.revoke_referrals(which uuid, agreement uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE ended record; across uuid;
BEGIN
    FOR ended IN SELECT r.event_id FROM accord.referral r
                 WHERE r.dossier_id = which AND r.consent_id = agreement
                   AND r.state IN ('sent', 'in_progress', 'accepted') LOOP
        across := accord.way_across(which, ended.event_id);
        UPDATE accord.referral r SET state = 'revoked', reply = '', moved_at = statement_timestamp()
        WHERE r.event_id = ended.event_id AND r.dossier_id IN (which, across);
        UPDATE accord.referral_event e SET words = '' WHERE e.event_id = ended.event_id AND e.dossier_id = across;
        PERFORM accord.tell_referral(ended.event_id, ARRAY[which, across], 'revoked', '');
        IF across IS NOT NULL THEN PERFORM accord.notify_referral(ended.event_id, across, 'referral_moved'); END IF;
    END LOOP;
END $$;

-- Silence: no answer by the alarm, or taken up and past its stall date. The named person and the file's leads are told,
-- once in each state. For the worker alone.
CREATE OR REPLACE FUNCTION accord.sound_silence() RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE told integer;
BEGIN
    WITH silent AS (
        UPDATE accord.referral r SET alarmed_at = statement_timestamp()
        -- One that is being moved or taken back just now is passed over: this waits for nobody, so nobody waits for it.
        FROM (SELECT s.dossier_id, s.id FROM accord.referral s
              WHERE s.side = 'sent' AND s.alarmed_at IS NULL AND statement_timestamp() >= CASE s.state
                  WHEN 'sent' THEN s.alarm_at WHEN 'in_progress' THEN s.answer_by ELSE 'infinity' END
              FOR UPDATE SKIP LOCKED) AS due
        WHERE r.dossier_id = due.dossier_id AND r.id = due.id
        RETURNING r.dossier_id, r.event_id, r.alarm_to
    )
    INSERT INTO accord.notice (id, recipient_id, kind, dossier_id, subject_id, created_at)
    SELECT DISTINCT ON (s.member_id, r.event_id) gen_random_uuid(), s.member_id, 'referral_silent', r.dossier_id,
           r.event_id, statement_timestamp()
    FROM silent r JOIN accord.seat s ON s.dossier_id = r.dossier_id AND s.until > statement_timestamp()
    WHERE s.role = 'lead' OR s.member_id = r.alarm_to;
    GET DIAGNOSTICS told = ROW_COUNT;
    RETURN told;
END $$;

DO $$
DECLARE name text;
BEGIN
    GRANT EXECUTE ON FUNCTION accord.referral_may_move(text,boolean,text,text) TO accord_gate;
    FOREACH name IN ARRAY ARRAY[
        'tell_referral(uuid,uuid[],text,text)', 'notify_referral(uuid,uuid,text)',
        'send_referral(uuid,uuid,uuid,uuid,uuid,text,jsonb,jsonb)', 'note_referral(uuid,uuid,uuid,text,jsonb)',
        'end_referral_access(uuid,uuid,uuid)', 'end_referral_team(uuid,uuid[])', 'move_referral(uuid,uuid,text,text,text)',
        'link_referral(uuid,uuid,uuid)', 'revoke_referrals(uuid,uuid)', 'sound_silence()'] LOOP
        EXECUTE format('ALTER FUNCTION accord.%s OWNER TO accord_gate', name);
        EXECUTE format('REVOKE ALL ON FUNCTION accord.%s FROM PUBLIC', name);
    END LOOP;
    FOREACH name IN ARRAY ARRAY[
        'send_referral(uuid,uuid,uuid,uuid,uuid,text,jsonb,jsonb)', 'note_referral(uuid,uuid,uuid,text,jsonb)',
        'move_referral(uuid,uuid,text,text,text)', 'link_referral(uuid,uuid,uuid)'] LOOP
        EXECUTE format('GRANT EXECUTE ON FUNCTION accord.%s TO accord_app', name);
    END LOOP;
    GRANT EXECUTE ON FUNCTION accord.sound_silence() TO accord_matcher;
END $$;
