-- What crosses between the two sides of the wall. Each function writes the row of either side in one act; neither side
-- reads the other's dossier. All that can be said is in the columns: choices, dates, numbers.

-- An officer, or a hospital, asks a service for a place. Whoever removes people from the country may not.
CREATE OR REPLACE FUNCTION accord.ask_for_place(event uuid, from_dossier uuid, to_agency uuid, arrival uuid, quoted text,
                                                facts jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE mine uuid := accord.my_agency();
BEGIN
    IF NOT accord.i_work_on(from_dossier)
       OR NOT EXISTS (SELECT 1 FROM accord.dossier WHERE id = from_dossier AND kind = 'desk' AND closed_at IS NULL) THEN
        PERFORM accord.refuse('asking for a place needs a working seat on a desk');
    END IF;
    IF accord.enforces_immigration(accord.me()) THEN
        PERFORM accord.refuse('whoever enforces immigration law asks a partner to ask');
    END IF;
    IF NOT EXISTS (SELECT 1 FROM accord.agency WHERE id = to_agency AND realm = 'support') OR to_agency = mine THEN
        PERFORM accord.refuse('a place is asked of another agency, one of support');
    END IF;
    PERFORM accord.open_arrival(arrival, to_agency, quoted);
    INSERT INTO accord.way (id, asking, asked) VALUES (event, from_dossier, arrival);
    INSERT INTO accord.place_request (dossier_id, id, created_at, agency_id, other_id, event_id, side, number, needed, people, gender, language, minor, state)
    SELECT row.dossier, gen_random_uuid(), statement_timestamp(), row.agency, row.across, event, row.side, quoted, facts->>'needed', (facts->>'people')::smallint, facts->>'gender', facts->>'language',
           (facts->>'minor')::boolean, 'asked'
    FROM (VALUES (from_dossier, mine, to_agency, 'asking'), (arrival, to_agency, mine, 'asked'))
        AS row (dossier, agency, across, side);
EXCEPTION WHEN integrity_constraint_violation OR data_exception THEN PERFORM accord.say_no_row(SQLSTATE, SQLERRM);
END $$;

-- The service says yes or no; the asking side may take its question back. Nothing else of the answer crosses.
CREATE OR REPLACE FUNCTION accord.answer_place(which uuid, event uuid, answer text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE asked record; across uuid := accord.way_across(which, event);
BEGIN
    IF NOT accord.i_work_on(which) THEN PERFORM accord.refuse('answering needs a working seat'); END IF;
    SELECT * INTO asked FROM accord.place_request r WHERE r.dossier_id = which AND r.event_id = event;
    IF asked.id IS NULL OR NOT (asked.side = 'asked' AND answer IN ('accepted', 'declined')
                                OR asked.side = 'asking' AND answer = 'taken_back') THEN
        PERFORM accord.refuse('there is nothing here to answer so');
    END IF;
    -- Both rows in one order, whoever answers: of a yes and a taking back at once, one stands.
    PERFORM 1 FROM accord.place_request r WHERE r.event_id = event
        AND r.dossier_id IN (which, across) ORDER BY r.side FOR UPDATE;
    UPDATE accord.place_request r SET state = answer, answered_at = statement_timestamp()
    WHERE r.event_id = event AND r.dossier_id IN (which, across) AND r.state = 'asked';
    IF NOT FOUND THEN PERFORM accord.refuse('this was answered or taken back a moment ago'); END IF;
    INSERT INTO accord.notice (id, recipient_id, kind, dossier_id, subject_id, created_at)
    SELECT gen_random_uuid(), s.member_id, 'bridge_changed', s.dossier_id, event, statement_timestamp()
    FROM accord.seat s WHERE s.dossier_id = across AND s.until > statement_timestamp()
      AND s.role <> 'reader';
EXCEPTION WHEN integrity_constraint_violation OR data_exception THEN PERFORM accord.say_no_row(SQLSTATE, SQLERRM);
END $$;

-- A survivor chose to meet police, or to be told of dates in court: the line opens under the consent that names the
-- agency, and what is said of her is what that consent names.
CREATE OR REPLACE FUNCTION accord.open_bridge(event uuid, from_dossier uuid, agreement uuid, to_agency uuid, arrival uuid,
                                              quoted text, told jsonb, terms jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE mine uuid := accord.my_agency();
BEGIN
    PERFORM accord.must_work_on(from_dossier);
    IF NOT EXISTS (SELECT 1 FROM accord.agency a WHERE a.id = to_agency AND a.realm = 'enforcement') THEN
        PERFORM accord.refuse('police, or a prosecutor, is met here');
    END IF;
    IF NOT EXISTS (SELECT 1 FROM accord.consent c WHERE c.dossier_id = from_dossier AND c.id = agreement
                   AND c.purpose = CASE terms->>'errand' WHEN 'meeting' THEN 'police' ELSE 'court' END) THEN
        PERFORM accord.refuse('meeting police, or hearing of dates in court, is an agreement of its own');
    END IF;
    PERFORM accord.disclose_on_consent(event, from_dossier, agreement, to_agency, arrival, quoted, 'person', told,
                                       terms->>'errand');
    INSERT INTO accord.way (id, asking, asked) VALUES (event, from_dossier, arrival);
    INSERT INTO accord.bridge (dossier_id, id, created_at, agency_id, other_id, event_id, side, number, errand,
                               consent_id, advocate, advocate_phone, language, interpreter, officer)
    SELECT row.dossier, gen_random_uuid(), statement_timestamp(), row.agency, row.across, event, row.side, quoted, terms->>'errand', row.agreed, terms->>'advocate', terms->>'advocate_phone',
           terms->>'language', (terms->>'interpreter')::boolean, terms->>'officer'
    FROM (VALUES (from_dossier, mine, to_agency, 'asking', agreement), (arrival, to_agency, mine, 'asked', NULL))
        AS row (dossier, agency, across, side, agreed);
EXCEPTION WHEN integrity_constraint_violation OR data_exception THEN PERFORM accord.say_no_row(SQLSTATE, SQLERRM);
END $$;

-- Either side proposes a date; a row for each.
CREATE OR REPLACE FUNCTION accord.propose_date(event uuid, which uuid, on_bridge uuid, terms jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE here record; across uuid := accord.way_across(which, on_bridge);
BEGIN
    IF NOT accord.i_work_on(which) THEN PERFORM accord.refuse('a date needs a working seat'); END IF;
    SELECT * INTO here FROM accord.bridge b WHERE b.dossier_id = which AND b.event_id = on_bridge FOR SHARE;
    IF here.id IS NULL OR here.ended_at IS NOT NULL THEN
        PERFORM accord.refuse('the agreement has ended, and this line with it');
    END IF;
    INSERT INTO accord.bridge_date (dossier_id, id, created_at, agency_id, other_id, event_id, side, number, bridge_id, at, occasion, city, interpreter, childcare, state, proposed_here)
    SELECT row.dossier, gen_random_uuid(), statement_timestamp(), row.agency, row.other, event, row.side, here.number, on_bridge, (terms->>'at')::timestamptz, terms->>'occasion', terms->>'city',
           (terms->>'interpreter')::boolean, (terms->>'childcare')::boolean, 'proposed', row.mine
    FROM (VALUES (which, here.agency_id, here.other_id, here.side, true),
                 (across, here.other_id, here.agency_id, CASE here.side WHEN 'asked' THEN 'asking' ELSE 'asked' END, false))
        AS row (dossier, agency, other, side, mine);
    INSERT INTO accord.notice (id, recipient_id, kind, dossier_id, subject_id, created_at)
    SELECT gen_random_uuid(), s.member_id, 'bridge_changed', s.dossier_id, on_bridge, statement_timestamp()
    FROM accord.seat s WHERE s.dossier_id = across AND s.until > statement_timestamp();
EXCEPTION WHEN integrity_constraint_violation OR data_exception THEN PERFORM accord.say_no_row(SQLSTATE, SQLERRM);
END $$;

-- The other side confirms or asks for another date; either side cancels.
CREATE OR REPLACE FUNCTION accord.answer_date(which uuid, event uuid, answer text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE here record; across uuid;
BEGIN
    IF NOT accord.i_work_on(which) THEN PERFORM accord.refuse('a date needs a working seat'); END IF;
    SELECT * INTO here FROM accord.bridge_date d WHERE d.dossier_id = which AND d.event_id = event;
    across := accord.way_across(which, here.bridge_id);
    IF here.id IS NULL OR NOT (answer = 'cancelled' OR NOT here.proposed_here AND answer IN ('confirmed', 'declined')) THEN
        PERFORM accord.refuse('there is nothing here to answer so');
    END IF;
    IF EXISTS (SELECT 1 FROM accord.bridge b WHERE b.dossier_id = which AND b.event_id = here.bridge_id
               AND b.ended_at IS NOT NULL) THEN
        PERFORM accord.refuse('the agreement has ended, and this line with it');
    END IF;
    PERFORM 1 FROM accord.bridge_date d WHERE d.event_id = event
        AND d.dossier_id IN (which, across) ORDER BY d.side FOR UPDATE;
    UPDATE accord.bridge_date d SET state = answer
    WHERE d.event_id = event AND d.dossier_id IN (which, across)
      AND (d.state = 'proposed' OR answer = 'cancelled' AND d.state = 'confirmed');
    IF NOT FOUND THEN PERFORM accord.refuse('this was answered or cancelled a moment ago'); END IF;
    INSERT INTO accord.notice (id, recipient_id, kind, dossier_id, subject_id, created_at)
    SELECT gen_random_uuid(), s.member_id, 'bridge_changed', s.dossier_id, here.bridge_id, statement_timestamp()
    FROM accord.seat s WHERE s.dossier_id = across AND s.until > statement_timestamp();
EXCEPTION WHEN integrity_constraint_violation OR data_exception THEN PERFORM accord.say_no_row(SQLSTATE, SQLERRM);
END $$;

-- A consent ended: its line ends on both sides, and no date of it stands. Called by take_back alone.
CREATE OR REPLACE FUNCTION accord.end_bridges(which uuid, agreement uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE ended record; across uuid;
BEGIN
    FOR ended IN SELECT * FROM accord.bridge b WHERE b.dossier_id = which AND b.consent_id = agreement
                 AND b.ended_at IS NULL LOOP
        across := accord.way_across(which, ended.event_id);
        UPDATE accord.bridge b SET ended_at = statement_timestamp(),
            advocate = CASE b.side WHEN 'asked' THEN '' ELSE b.advocate END,
            advocate_phone = CASE b.side WHEN 'asked' THEN '' ELSE b.advocate_phone END
        WHERE b.event_id = ended.event_id AND b.dossier_id IN (which, across);
        UPDATE accord.bridge_date d SET state = 'cancelled'
        WHERE d.bridge_id = ended.event_id AND d.dossier_id IN (which, across)
          AND d.state IN ('proposed', 'confirmed');
    END LOOP;
END $$;

DO $$
DECLARE name text;
BEGIN
    FOREACH name IN ARRAY ARRAY[
        'ask_for_place(uuid,uuid,uuid,uuid,text,jsonb)', 'answer_place(uuid,uuid,text)',
        'open_bridge(uuid,uuid,uuid,uuid,uuid,text,jsonb,jsonb)', 'propose_date(uuid,uuid,uuid,jsonb)',
        'answer_date(uuid,uuid,text)', 'end_bridges(uuid,uuid)'] LOOP
        EXECUTE format('ALTER FUNCTION accord.%s OWNER TO accord_gate', name);
        EXECUTE format('REVOKE ALL ON FUNCTION accord.%s FROM PUBLIC', name);
    END LOOP;
    FOREACH name IN ARRAY ARRAY[
        'ask_for_place(uuid,uuid,uuid,uuid,text,jsonb)', 'answer_place(uuid,uuid,text)',
        'open_bridge(uuid,uuid,uuid,uuid,uuid,text,jsonb,jsonb)', 'propose_date(uuid,uuid,uuid,jsonb)',
        'answer_date(uuid,uuid,text)'] LOOP
        EXECUTE format('GRANT EXECUTE ON FUNCTION accord.%s TO accord_app', name);
    END LOOP;
END $$;
