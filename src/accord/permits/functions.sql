-- Applications reach into the authority's arrival and back. Each function writes both sides, the history and the
-- notices in one act; an officer sees what was sent and never the file, a worker sees the answer and never the arrival.

-- Moves every side of an application to a state. Called by the functions below alone.
CREATE OR REPLACE FUNCTION accord.move_application(event uuid, new_state text, words text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    UPDATE accord.application a SET state = new_state, state_at = statement_timestamp() WHERE a.event_id = event;
    PERFORM accord.tell_application(event, new_state, words);
    IF new_state IN ('issued', 'refused', 'withdrawn') THEN
        UPDATE accord.right_clock c SET done_on = statement_timestamp()::date
        FROM accord.application a
        WHERE a.event_id = event AND c.dossier_id = a.dossier_id AND c.application_id = a.id AND c.done_on IS NULL
          AND (c.until = 'decided' OR new_state = 'withdrawn');
        UPDATE accord.application a SET asked_fact = '', asked_why = '', asked_at = NULL WHERE a.event_id = event;
    END IF;
END $$;

-- One line of history on each side, and a notice to whoever works on the other.
CREATE OR REPLACE FUNCTION accord.tell_application(event uuid, what text, words text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    INSERT INTO accord.application_step (dossier_id, id, created_at, application_id, kind, by, by_agency, text)
    SELECT a.dossier_id, gen_random_uuid(), clock_timestamp(), a.id, what,
           CASE WHEN m.agency_id = CASE a.side WHEN 'sent' THEN a.sender_id ELSE a.authority_id END THEN m.id END,
           m.agency_id, words
    FROM accord.application a LEFT JOIN accord.member m ON m.id = accord.me() WHERE a.event_id = event;
    INSERT INTO accord.notice (id, recipient_id, kind, dossier_id, subject_id, created_at)
    SELECT gen_random_uuid(), s.member_id, 'application_changed', a.dossier_id, a.id, statement_timestamp()
    FROM accord.application a JOIN accord.seat s ON s.dossier_id = a.dossier_id
    WHERE a.event_id = event AND s.role <> 'reader' AND s.until > statement_timestamp() AND what <> 'requested'
      AND s.agency_id IS DISTINCT FROM accord.my_agency();
END $$;

-- What a right may be told, of what was named: nothing more may be sent with an application.
CREATE OR REPLACE FUNCTION accord.must_be_least(which_right uuid, named_fields jsonb) RETURNS void
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT accord.are_facts(named_fields, (SELECT r.facts FROM accord.published_right r WHERE r.id = which_right)) THEN
        PERFORM accord.refuse('more than this application needs is not sent');
    END IF;
END $$;

-- What moves an event moves all its rows: nobody adds one to an event that they know of from elsewhere.
CREATE OR REPLACE FUNCTION accord.must_be_new(event uuid) RETURNS void
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM accord.application a WHERE a.event_id = event) THEN
        PERFORM accord.refuse('this application was made already');
    END IF;
END $$;

-- An application to an authority of the platform, with the facts that the survivor agreed to, and no other.
CREATE OR REPLACE FUNCTION accord.apply_for_right(
    event uuid, from_dossier uuid, agreement uuid, which_right uuid, to_agency uuid, arrival uuid, quoted text,
    given uuid, named_fields jsonb, on_day date
) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE asked text;
BEGIN
    PERFORM accord.must_work_on(from_dossier);
    SELECT r.purpose INTO asked FROM accord.published_right r WHERE r.id = which_right AND r.purpose <> '';
    IF asked IS NULL THEN PERFORM accord.refuse('there is no application for this right'); END IF;
    IF NOT EXISTS (SELECT 1 FROM accord.agency g
                   WHERE g.id = to_agency AND g.realm = 'authority' AND NOT g.immigration_enforcement) THEN
        PERFORM accord.refuse('an application goes to an authority that decides it');
    END IF;
    IF NOT EXISTS (SELECT 1 FROM accord.consent c
                   WHERE c.dossier_id = from_dossier AND c.id = agreement AND c.purpose = asked) THEN
        PERFORM accord.refuse('the agreement is for another purpose');
    END IF;
    PERFORM accord.must_be_least(which_right, named_fields);
    PERFORM accord.must_be_new(event);
    PERFORM accord.disclose_on_consent(given, from_dossier, agreement, to_agency, arrival, quoted, 'application',
                                       named_fields, asked);
    PERFORM accord.unseat_enforcers(arrival);
    INSERT INTO accord.application (dossier_id, id, created_at, event_id, side, number, right_id, sender_id,
        authority_id, authority_name, consent_id, arrival_id, sent_by, state, requested_on, state_at, span, reason,
        authority_number, asked_fact, asked_why)
    SELECT place.dossier, place.id, statement_timestamp(), event, place.side, quoted, which_right, accord.my_agency(),
           to_agency, '', place.consent, place.away, place.by, 'requested', on_day, statement_timestamp(), '', '', '',
           '', ''
    FROM (VALUES (from_dossier, event, 'sent', agreement, arrival, accord.me()),
                 (arrival, gen_random_uuid(), 'received', NULL, NULL, NULL))
        AS place (dossier, id, side, consent, away, by);
    PERFORM accord.tell_application(event, 'requested', '');
EXCEPTION WHEN integrity_constraint_violation OR data_exception THEN PERFORM accord.say_no_row(SQLSTATE, SQLERRM);
END $$;

-- Whoever has an account at immigration enforcement counts as it everywhere: no seat on a survivor's application.
CREATE OR REPLACE FUNCTION accord.unseat_enforcers(arrival uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    DELETE FROM accord.notice n USING accord.seat s
    WHERE s.dossier_id = arrival AND n.dossier_id = arrival AND n.recipient_id = s.member_id
      AND accord.enforces_immigration(s.member_id);
    DELETE FROM accord.seat s WHERE s.dossier_id = arrival AND accord.enforces_immigration(s.member_id);
    IF NOT EXISTS (SELECT 1 FROM accord.seat s WHERE s.dossier_id = arrival) THEN
        PERFORM accord.refuse('nobody at that agency receives what is sent here yet: call them');
    END IF;
END $$;

-- An application on paper or elsewhere: one side alone, and the worker notes what is heard.
CREATE OR REPLACE FUNCTION accord.note_application(
    event uuid, which uuid, which_right uuid, to_whom text, quoted text, on_day date
) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT accord.i_work_on(which)
       OR NOT EXISTS (SELECT 1 FROM accord.dossier WHERE id = which AND kind = 'support' AND closed_at IS NULL) THEN
        PERFORM accord.refuse('an application is noted by who works on the open support file');
    END IF;
    PERFORM accord.must_not_enforce_immigration(NULL, to_whom);
    PERFORM accord.must_be_new(event);
    INSERT INTO accord.application (dossier_id, id, created_at, event_id, side, number, right_id, sender_id,
        authority_name, sent_by, state, requested_on, state_at, span, reason, authority_number, asked_fact, asked_why)
    VALUES (which, event, statement_timestamp(), event, 'sent', quoted, which_right, accord.my_agency(), to_whom,
            accord.me(), 'requested', on_day, statement_timestamp(), '', '', '', '', '');
    PERFORM accord.tell_application(event, 'requested', '');
EXCEPTION WHEN integrity_constraint_violation OR data_exception THEN PERFORM accord.say_no_row(SQLSTATE, SQLERRM);
END $$;

-- The row of an application on one side, locked, for whoever works there; every side of it, in one order.
CREATE OR REPLACE FUNCTION accord.take_application(which uuid, it uuid) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE event uuid;
BEGIN
    IF NOT accord.i_work_on(which) THEN
        PERFORM accord.refuse('this is done by who works on the application');
    END IF;
    SELECT a.event_id INTO event FROM accord.application a WHERE a.dossier_id = which AND a.id = it;
    IF event IS NULL THEN PERFORM accord.refuse('there is no such application'); END IF;
    PERFORM 1 FROM accord.application a WHERE a.event_id = event ORDER BY a.side FOR UPDATE;
    RETURN event;
END $$;

-- Both agreements that an application rests on, or will: held before its rows are, as taking back does, so that neither
-- waits for the other. Only of an open file that one works on.
CREATE OR REPLACE FUNCTION accord.hold_agreements(which uuid, it uuid, agreement uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT accord.i_work_on(which)
       OR NOT EXISTS (SELECT 1 FROM accord.dossier d WHERE d.id = which AND d.kind = 'support' AND d.closed_at IS NULL) THEN
        PERFORM accord.refuse('this is done by who works on the application');
    END IF;
    PERFORM 1 FROM accord.consent c
    WHERE c.dossier_id = which AND (c.id = agreement OR c.id = (
        SELECT a.consent_id FROM accord.application a WHERE a.dossier_id = which AND a.id = it))
    ORDER BY c.id FOR SHARE;
END $$;

-- The authority decides what it received; the worker notes what an authority elsewhere decided.
CREATE OR REPLACE FUNCTION accord.decide_application(
    which uuid, it uuid, new_state text, from_day date, until_day date, how_long text, why text, own_number text
) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE event uuid := accord.take_application(which, it); a record; most integer;
BEGIN
    SELECT * INTO a FROM accord.application x WHERE x.dossier_id = which AND x.id = it;
    IF NOT (a.side = 'received' OR a.authority_id IS NULL) THEN
        PERFORM accord.refuse('an application is decided by the authority that received it');
    END IF;
    IF new_state = a.state AND own_number IN ('', a.authority_number)
       AND (new_state = 'interview' AND a.interview_on IS NOT DISTINCT FROM from_day
            OR new_state = 'refused' AND a.reason = why
            OR new_state IN ('issued', 'renewed') AND (a.valid_from, a.valid_until, a.span) = (from_day, until_day, how_long)) THEN
        RETURN;  -- said twice is said once
    END IF;
    IF NOT (new_state IN ('interview', 'issued', 'refused') AND a.state IN ('requested', 'interview')
            OR new_state = 'renewed' AND a.state IN ('issued', 'renewed')) THEN
        PERFORM accord.refuse('this was decided, withdrawn or is over already');
    END IF;
    IF new_state = 'interview' THEN
        UPDATE accord.application x SET interview_on = from_day WHERE x.event_id = event;
    ELSIF new_state = 'refused' THEN
        IF btrim(why) = '' THEN PERFORM accord.refuse('say why it is refused'); END IF;
        UPDATE accord.application x SET reason = why WHERE x.event_id = event;
    ELSE
        SELECT r.max_months INTO most FROM accord.published_right r WHERE r.id = a.right_id;
        IF from_day IS NULL OR until_day < from_day OR until_day IS NULL
           OR until_day > from_day + make_interval(months => coalesce(most, 1200)) THEN
            PERFORM accord.refuse('it lasts from a day to a later day, and no longer than the law lets it');
        END IF;
        UPDATE accord.application x SET valid_from = from_day, valid_until = until_day, span = how_long
        WHERE x.event_id = event;
    END IF;
    UPDATE accord.application x SET authority_number = own_number WHERE x.event_id = event AND own_number <> '';
    PERFORM accord.move_application(event, new_state, why);
EXCEPTION WHEN integrity_constraint_violation OR data_exception THEN PERFORM accord.say_no_row(SQLSTATE, SQLERRM);
END $$;

-- One more fact, with the reason. Sending it needs an agreement that the survivor gives after she was asked.
CREATE OR REPLACE FUNCTION accord.ask_fact(which uuid, it uuid, fact text, why text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE event uuid := accord.take_application(which, it);
BEGIN
    IF NOT coalesce(fact = ANY (accord.single_facts()) AND btrim(why) <> '', false) THEN PERFORM accord.refuse('one fact, and why it is needed'); END IF;
    IF EXISTS (SELECT 1 FROM accord.application a WHERE a.event_id = event AND a.side = 'received'
               AND a.dossier_id = which AND (a.asked_fact, a.asked_why) = (fact, why)) THEN
        RETURN;  -- asked twice is asked once
    END IF;
    UPDATE accord.application a SET asked_fact = fact, asked_why = why, asked_at = statement_timestamp()
    WHERE a.event_id = event AND a.state IN ('requested', 'interview') AND EXISTS (
        SELECT 1 FROM accord.application mine
        WHERE mine.dossier_id = which AND mine.id = it AND mine.side = 'received');
    IF NOT FOUND THEN PERFORM accord.refuse('only the authority asks, while nothing is decided'); END IF;
    PERFORM accord.tell_application(event, 'asked', why);
EXCEPTION WHEN integrity_constraint_violation OR data_exception THEN PERFORM accord.say_no_row(SQLSTATE, SQLERRM);
END $$;

CREATE OR REPLACE FUNCTION accord.send_fact(which uuid, it uuid, agreement uuid, given uuid, value text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE event uuid; a record; agreed record;
BEGIN
    PERFORM accord.hold_agreements(which, it, agreement);
    event := accord.take_application(which, it);
    SELECT x.*, r.purpose INTO a FROM accord.application x JOIN accord.published_right r ON r.id = x.right_id
    WHERE x.dossier_id = which AND x.id = it AND x.side = 'sent';
    IF a.id IS NULL OR a.asked_fact = '' THEN PERFORM accord.refuse('nothing more was asked'); END IF;
    IF NOT a.asked_fact = ANY (accord.consent_facts(which, agreement, a.authority_id)) THEN
        PERFORM accord.refuse('the agreement does not name this fact');
    END IF;
    SELECT c.* INTO agreed FROM accord.consent c WHERE c.dossier_id = which AND c.id = agreement;
    IF agreed.purpose <> a.purpose THEN PERFORM accord.refuse('the agreement is for another purpose'); END IF;
    IF agreed.given_at <= a.asked_at THEN
        PERFORM accord.refuse('the authority asked for more: she is asked again before it is sent');
    END IF;
    INSERT INTO accord.disclosure (dossier_id, id, created_at, agency_id, event_id, side, giver_id, receiver_id,
        given_by, target_dossier_id, subject, fields, basis, purpose, caveat, third_party_rule, consent_id, expires_at)
    SELECT place.dossier, gen_random_uuid(), statement_timestamp(), place.agency, given, place.side, a.sender_id,
           a.authority_id, accord.me(), a.arrival_id, 'application',
           jsonb_build_array(jsonb_build_object('name', a.asked_fact, 'value', value)), 'consent', agreed.purpose,
           'red', true, place.agreed, place.until
    FROM (VALUES (which, a.sender_id, 'given', agreement, agreed.expires_at),
                 (a.arrival_id, a.authority_id, 'received', NULL, accord.coarse_end(agreed.expires_at)))
        AS place (dossier, agency, side, agreed, until);
    UPDATE accord.application x SET asked_fact = '', asked_why = '', asked_at = NULL WHERE x.event_id = event;
    PERFORM accord.tell_application(event, 'sent', '');
EXCEPTION WHEN integrity_constraint_violation OR data_exception THEN PERFORM accord.say_no_row(SQLSTATE, SQLERRM);
END $$;

-- A new agreement takes the place of one that will end, so that a pending application is not withdrawn with it.
CREATE OR REPLACE FUNCTION accord.carry_on_application(which uuid, it uuid, agreement uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE event uuid; a record; agreed text[]; ends timestamptz;
BEGIN
    PERFORM accord.hold_agreements(which, it, agreement);
    event := accord.take_application(which, it);
    SELECT x.* INTO a FROM accord.application x JOIN accord.published_right r ON r.id = x.right_id
    JOIN accord.consent c ON c.dossier_id = which AND c.id = agreement AND c.purpose = r.purpose
    WHERE x.dossier_id = which AND x.id = it AND x.side = 'sent' AND x.authority_id IS NOT NULL
      AND x.state IN ('requested', 'interview');
    IF a.id IS NULL THEN PERFORM accord.refuse('there is nothing here that an agreement could carry on'); END IF;
    agreed := accord.consent_facts(which, agreement, a.authority_id);
    SELECT c.expires_at INTO ends FROM accord.consent c WHERE c.dossier_id = which AND c.id = agreement;
    IF EXISTS (SELECT 1 FROM accord.disclosure d, jsonb_array_elements(d.fields) AS f
               WHERE d.dossier_id = which AND d.target_dossier_id = a.arrival_id AND d.side = 'given'
                 AND d.revoked_at IS NULL AND NOT f->>'name' = ANY (agreed)) THEN
        PERFORM accord.refuse('the new agreement does not name every fact that was sent');
    END IF;
    UPDATE accord.disclosure d SET consent_id = CASE d.side WHEN 'given' THEN agreement END,
        expires_at = CASE d.side WHEN 'given' THEN ends ELSE accord.coarse_end(ends) END
    WHERE d.dossier_id IN (which, a.arrival_id) AND d.target_dossier_id = a.arrival_id AND d.revoked_at IS NULL;
    UPDATE accord.application x SET consent_id = agreement WHERE x.dossier_id = which AND x.id = it;
    PERFORM accord.tell_application(event, 'carried_on', '');
EXCEPTION WHEN integrity_constraint_violation OR data_exception THEN PERFORM accord.say_no_row(SQLSTATE, SQLERRM);
END $$;

-- Ends one application that nobody has decided, and empties every fact of it. A decision stands: it is the authority's.
CREATE OR REPLACE FUNCTION accord.end_application(event uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE a record;
BEGIN
    SELECT * INTO a FROM accord.application x
    WHERE x.event_id = event AND x.side = 'sent' AND x.state IN ('requested', 'interview') FOR UPDATE;
    IF a.id IS NULL THEN RETURN; END IF;
    UPDATE accord.disclosure d SET revoked_at = coalesce(d.revoked_at, statement_timestamp())
    WHERE d.target_dossier_id = a.arrival_id AND d.dossier_id IN (a.dossier_id, a.arrival_id);
    UPDATE accord.disclosure d SET fields = '[]' WHERE d.dossier_id = a.arrival_id AND d.side = 'received';
    PERFORM accord.move_application(event, 'withdrawn', '');
END $$;

CREATE OR REPLACE FUNCTION accord.withdraw_application(which uuid, it uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE event uuid := accord.take_application(which, it);
BEGIN
    IF NOT EXISTS (SELECT 1 FROM accord.application a WHERE a.dossier_id = which AND a.id = it AND a.side = 'sent'
                   AND a.state IN ('requested', 'interview')) THEN
        PERFORM accord.refuse('who sent it withdraws it, while nothing is decided');
    END IF;
    PERFORM accord.end_application(event);
EXCEPTION WHEN integrity_constraint_violation OR data_exception THEN PERFORM accord.say_no_row(SQLSTATE, SQLERRM);
END $$;

-- For accord.take_back alone: what rests on an agreement ends with it.
CREATE OR REPLACE FUNCTION accord.end_applications(which uuid, agreement uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM accord.end_application(a.event_id) FROM accord.application a
    WHERE a.dossier_id = which AND a.consent_id = agreement AND a.side = 'sent';
END $$;

-- Every hour: permits whose last day is over everywhere in the country have expired; who works on the file is told 90,
-- 60, 30 and 7 days before, and once of each clock that is late.
CREATE OR REPLACE FUNCTION accord.warn_of_permits() RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE told integer; more integer; over uuid;
BEGIN
    FOR over IN SELECT a.event_id FROM accord.application a WHERE a.side = 'sent' AND a.state IN ('issued', 'renewed')
                AND a.valid_until < (statement_timestamp() AT TIME ZONE 'America/Vancouver')::date LOOP
        PERFORM accord.move_application(over, 'expired', '');
    END LOOP;
    INSERT INTO accord.notice (id, recipient_id, kind, dossier_id, subject_id, created_at)
    SELECT DISTINCT ON (s.member_id, a.dossier_id, a.id)
           gen_random_uuid(), s.member_id, 'permit_expiring', a.dossier_id, a.id, statement_timestamp()
    FROM accord.application a
    JOIN accord.dossier d ON d.id = a.dossier_id AND d.closed_at IS NULL
    JOIN accord.seat s ON s.dossier_id = a.dossier_id AND s.role <> 'reader' AND s.until > statement_timestamp()
    CROSS JOIN (VALUES (90), (60), (30), (7)) AS before (days)
    WHERE a.side = 'sent' AND a.state IN ('issued', 'renewed')
      AND a.valid_until - before.days <= statement_timestamp()::date
      AND NOT EXISTS (SELECT 1 FROM accord.notice n WHERE n.recipient_id = s.member_id AND n.kind = 'permit_expiring'
                      AND n.subject_id = a.id AND n.created_at >= a.valid_until - before.days);
    GET DIAGNOSTICS told = ROW_COUNT;
    INSERT INTO accord.notice (id, recipient_id, kind, dossier_id, subject_id, created_at)
    SELECT gen_random_uuid(), s.member_id, 'clock_overdue', c.dossier_id, c.id, statement_timestamp()
    FROM accord.right_clock c
    JOIN accord.dossier d ON d.id = c.dossier_id AND d.closed_at IS NULL
    JOIN accord.seat s ON s.dossier_id = c.dossier_id AND s.role <> 'reader' AND s.until > statement_timestamp()
    WHERE c.done_on IS NULL AND NOT c.lasts AND c.due_at < statement_timestamp()
      AND NOT EXISTS (SELECT 1 FROM accord.notice n WHERE n.recipient_id = s.member_id AND n.kind = 'clock_overdue'
                      AND n.subject_id = c.id);
    GET DIAGNOSTICS more = ROW_COUNT;
    RETURN told + more;
END $$;

DO $$
DECLARE name text;
BEGIN
    FOREACH name IN ARRAY ARRAY[
        'move_application(uuid,text,text)', 'tell_application(uuid,text,text)', 'must_be_least(uuid,jsonb)', 'must_be_new(uuid)',
        'apply_for_right(uuid,uuid,uuid,uuid,uuid,uuid,text,uuid,jsonb,date)', 'unseat_enforcers(uuid)',
        'note_application(uuid,uuid,uuid,text,text,date)', 'take_application(uuid,uuid)', 'hold_agreements(uuid,uuid,uuid)',
        'decide_application(uuid,uuid,text,date,date,text,text,text)', 'ask_fact(uuid,uuid,text,text)',
        'send_fact(uuid,uuid,uuid,uuid,text)', 'carry_on_application(uuid,uuid,uuid)', 'end_application(uuid)',
        'withdraw_application(uuid,uuid)', 'end_applications(uuid,uuid)', 'warn_of_permits()'] LOOP
        EXECUTE format('ALTER FUNCTION accord.%s OWNER TO accord_gate', name);
        EXECUTE format('REVOKE ALL ON FUNCTION accord.%s FROM PUBLIC', name);
    END LOOP;
    -- What the pages may call; the rest is for these functions alone.
    FOREACH name IN ARRAY ARRAY[
        'apply_for_right(uuid,uuid,uuid,uuid,uuid,uuid,text,uuid,jsonb,date)',
        'note_application(uuid,uuid,uuid,text,text,date)',
        'decide_application(uuid,uuid,text,date,date,text,text,text)', 'ask_fact(uuid,uuid,text,text)',
        'send_fact(uuid,uuid,uuid,uuid,text)', 'carry_on_application(uuid,uuid,uuid)',
        'withdraw_application(uuid,uuid)'] LOOP
        EXECUTE format('GRANT EXECUTE ON FUNCTION accord.%s TO accord_app', name);
    END LOOP;
    GRANT EXECUTE ON FUNCTION accord.warn_of_permits() TO accord_matcher;
END $$;
