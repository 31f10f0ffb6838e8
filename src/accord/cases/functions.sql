-- The acts of a joint case that reach into another agency's dossier. Each asks the database who is acting and proves
-- its conditions from the rows themselves, so that no page, job or injected statement can open a case that two desks
-- did not agree on, or give away what must stay.

-- One line of a case's history: for these functions alone, so that nobody signs for another or rewrites it.
CREATE OR REPLACE FUNCTION accord.tell_case(
    which uuid, what text, agency uuid, other uuid, only_to uuid, about uuid, words text
) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    INSERT INTO accord.case_event
        (dossier_id, id, created_at, kind, by, by_agency_id, other_agency_id, shown_to, subject_id, text)
    VALUES (which, gen_random_uuid(), CASE what WHEN 'opened' THEN statement_timestamp() ELSE clock_timestamp() END,
            what, accord.me(), agency, other, only_to, about, words);
END $$;

CREATE OR REPLACE FUNCTION accord.note_in_case(which uuid, words text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT accord.i_work_on(which)
       OR NOT EXISTS (SELECT 1 FROM accord.dossier WHERE id = which AND kind = 'case' AND closed_at IS NULL) THEN
        PERFORM accord.refuse('a note needs a working seat on an open case');
    END IF;
    IF length(btrim(words)) NOT BETWEEN 1 AND 4000 THEN PERFORM accord.refuse('a note has 1 to 4,000 letters'); END IF;
    PERFORM accord.tell_case(which, 'note', accord.my_agency(), NULL, NULL, NULL, words);
END $$;

-- Whether this person of a report is one whose data never enters a joint case: a possible victim, a witness, or
-- anybody who was, or may have been, under 18 when it happened.
CREATE OR REPLACE FUNCTION accord.person_is_shielded(which uuid, of_report uuid, whom uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN NOT EXISTS (
        SELECT 1 FROM accord.person p JOIN accord.report r ON r.dossier_id = p.dossier_id AND r.id = p.report_id
        WHERE p.dossier_id = which AND p.report_id = of_report AND p.id = whom
          AND p.role IN ('suspect', 'buyer', 'facilitator', 'other')
          AND CASE WHEN p.date_of_birth IS NOT NULL
                   THEN p.date_of_birth + interval '18 years' <= least(r.occurred_from, r.filed_at::date)
                   ELSE coalesce(p.age_from, 18) >= 18 END);
END $$;

-- Why this part of a report must not be given, or NULL. One shielded link shields an identifier in the whole dossier,
-- and free text is shielded by any shielded person or human source of its report: nobody can tell whom it speaks of.
CREATE OR REPLACE FUNCTION accord.why_not_given(which uuid, of_report uuid, what text, subject uuid, columns text[])
RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE told record;
BEGIN
    SELECT * INTO told FROM accord.report r
    WHERE r.dossier_id = which AND r.id = of_report AND r.outcome = 'open' AND r.withdrawn_at IS NULL;
    IF told.id IS NULL THEN RETURN 'there is no such open report'; END IF;
    IF what = 'person' AND accord.person_is_shielded(which, of_report, subject) THEN
        RETURN 'data of victims, witnesses and minors never enters a joint case';
    END IF;
    IF what = 'identifier' AND NOT EXISTS (SELECT 1 FROM accord.identifier i
            WHERE i.dossier_id = which AND i.report_id = of_report AND i.id = subject) THEN
        RETURN 'there is no such identifier';
    END IF;
    IF what = 'identifier' AND EXISTS (
            SELECT 1 FROM accord.identifier mine
            JOIN accord.identifier twin ON twin.dossier_id = which AND twin.kind = mine.kind AND twin.form = mine.form
            WHERE mine.dossier_id = which AND mine.report_id = of_report AND mine.id = subject
              AND twin.person_id IS NOT NULL
              AND accord.person_is_shielded(which, twin.report_id, twin.person_id)) THEN
        RETURN 'data of victims, witnesses and minors never enters a joint case';
    END IF;
    IF what = 'report' AND columns && '{narrative,place}' AND (
            told.minor_missing OR told.source_kind IN ('victim', 'witness', 'informant')
            OR ('place' = ANY (columns) AND told.place_kind IN ('service', 'residence'))
            OR EXISTS (SELECT 1 FROM accord.person p WHERE p.dossier_id = which AND p.report_id = of_report
                       AND accord.person_is_shielded(which, of_report, p.id))) THEN
        RETURN 'the words of a report that speaks of a victim, witness, source or minor never enter a joint case';
    END IF;
    RETURN NULL;
END $$;

-- Gives named fields of one report, person or identifier to one partner of a joint case. The database copies the
-- values itself: what was received from others stands in no report, and so cannot be given on.
CREATE OR REPLACE FUNCTION accord.disclose_in_case(
    event uuid, from_dossier uuid, of_report uuid, what text, subject uuid, columns text[], to_case uuid,
    to_agency uuid, for_purpose text, with_caveat text, third_party boolean, expiry timestamptz
) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    mine uuid := accord.my_agency();
    strictest text[] := '{red,amber+strict,amber,green,clear}';
    original jsonb;
    frozen jsonb;
    bound record;
    why text;
BEGIN
    IF NOT (accord.i_work_on(from_dossier) AND accord.i_work_on(to_case)) THEN
        PERFORM accord.refuse('disclosing needs a working seat on both dossiers');
    END IF;
    IF NOT EXISTS (SELECT 1 FROM accord.dossier WHERE id = from_dossier AND kind = 'desk' AND owner_id = mine) THEN
        PERFORM accord.refuse('a report is given from the desk that filed it');
    END IF;
    IF NOT EXISTS (SELECT 1 FROM accord.joint_case WHERE dossier_id = to_case) THEN
        PERFORM accord.refuse('this is no joint case');
    END IF;
    IF NOT coalesce(CASE what
           WHEN 'report' THEN columns <@ '{reference,file_number,occurred_from,occurred_to,occurred_time,city,'
               'city_other,place,place_kind,narrative,exploitation,prong,source_grade,information_grade,handling}'
           WHEN 'person' THEN columns <@ '{role,given_name,family_name,aliases,date_of_birth,age_from,age_to,sex,'
               'city,street_number,street,postal_code,birth_place,occupation}'
           WHEN 'identifier' THEN columns <@ '{kind,value,context}' END, false) THEN
        PERFORM accord.refuse('this field cannot be given');
    END IF;
    why := accord.why_not_given(from_dossier, of_report, what, subject, columns);
    IF why IS NOT NULL THEN PERFORM accord.refuse(why); END IF;
    SELECT caveat, third_party_rule INTO bound FROM accord.report
    WHERE dossier_id = from_dossier AND id = of_report;
    IF array_position(strictest, with_caveat) > array_position(strictest, bound.caveat)
       OR (bound.third_party_rule AND NOT third_party) THEN
        PERFORM accord.refuse('a disclosure may bind the receiver more than the report says, never less');
    END IF;
    IF expiry <= statement_timestamp() THEN PERFORM accord.refuse('the expiry has passed'); END IF;
    IF btrim(for_purpose) = '' THEN PERFORM accord.refuse('say what it is given for'); END IF;
    IF what = 'report' THEN
        SELECT to_jsonb(r) INTO original FROM accord.report r
        WHERE r.dossier_id = from_dossier AND r.id = of_report AND r.id = subject;
    ELSIF what = 'person' THEN
        SELECT to_jsonb(p) INTO original FROM accord.person p
        WHERE p.dossier_id = from_dossier AND p.report_id = of_report AND p.id = subject;
    ELSE
        SELECT to_jsonb(i) INTO original FROM accord.identifier i
        WHERE i.dossier_id = from_dossier AND i.report_id = of_report AND i.id = subject;
    END IF;
    SELECT jsonb_agg(jsonb_build_object('name', field.name, 'value', shown.value) ORDER BY field.place) INTO frozen
    FROM unnest(columns) WITH ORDINALITY AS field (name, place)
    CROSS JOIN LATERAL (SELECT CASE jsonb_typeof(original -> field.name)
        WHEN 'array' THEN (SELECT string_agg(each, ' · ') FROM jsonb_array_elements_text(original -> field.name) each)
        ELSE original ->> field.name END AS value) AS shown
    WHERE coalesce(shown.value, '') <> '';
    IF frozen IS NULL THEN PERFORM accord.refuse('there is nothing in these fields'); END IF;
    PERFORM accord.disclose(event, from_dossier, to_case, to_agency, what, frozen, 'agreement', for_purpose,
                            with_caveat, third_party, expiry);
    PERFORM accord.tell_case(to_case, 'given', mine, to_agency, mine, event, '');
    PERFORM accord.tell_case(to_case, 'received', mine, to_agency, to_agency, event, '');
END $$;

CREATE OR REPLACE FUNCTION accord.revoke_in_case(event uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE given record;
BEGIN
    SELECT * INTO given FROM accord.disclosure d
    WHERE d.event_id = event AND d.side = 'given' AND d.dossier_id = ANY (accord.my_writable()) FOR UPDATE;
    IF given.id IS NULL THEN PERFORM accord.refuse('only the giver revokes a disclosure'); END IF;
    IF given.revoked_at IS NOT NULL THEN RETURN; END IF;
    PERFORM accord.revoke_disclosure(event);
    PERFORM accord.tell_case(given.target_dossier_id, 'revoked', given.giver_id, given.receiver_id, given.giver_id,
                             event, '');
    PERFORM accord.tell_case(given.target_dossier_id, 'revoked', given.giver_id, given.receiver_id,
                             given.receiver_id, event, '');
END $$;

-- ── Opening ───────────────────────────────────────────────────────────────────────────────────────────────────────

-- The other side's hit of the same match, after proving that both desks know each other, both called it the same and
-- both may be in a case. Both rows stay locked to the end of the transaction, so that of two acts one comes second.
CREATE OR REPLACE FUNCTION accord.must_be_ripe(
    which uuid, mine uuid, OUT their_dossier uuid, OUT their_hit uuid, OUT their_agency uuid
)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT accord.i_lead(which) THEN PERFORM accord.refuse('a lead speaks for the desk'); END IF;
    SELECT other_dossier, other_id INTO their_dossier, their_hit FROM accord.other_hit(which, mine);
    PERFORM 1 FROM accord.hit h
    WHERE (h.dossier_id = which AND h.id = mine) OR (h.dossier_id = their_dossier AND h.id = their_hit)
    ORDER BY h.dossier_id, h.id FOR UPDATE;
    SELECT theirs_in.owner_id INTO their_agency
    FROM accord.hit ours
    JOIN accord.dossier ours_in ON ours_in.id = ours.dossier_id AND ours_in.kind = 'desk'
    JOIN accord.hit theirs ON theirs.dossier_id = their_dossier AND theirs.id = their_hit
    JOIN accord.dossier theirs_in ON theirs_in.id = theirs.dossier_id AND theirs_in.kind = 'desk'
    WHERE ours.dossier_id = which AND ours.id = mine
      AND ours_in.owner_id = accord.my_agency() AND ours_in.owner_id <> theirs_in.owner_id
      AND ours.other_agency_id = theirs_in.owner_id AND theirs.other_agency_id = ours_in.owner_id
      AND ours.state = 'open' AND theirs.state = 'open' AND ours.answer = 'same' AND theirs.answer = 'same';
    IF their_agency IS NULL THEN PERFORM accord.refuse('both desks must have answered that it is the same'); END IF;
    IF EXISTS (SELECT 1 FROM accord.agency a WHERE a.id IN (accord.my_agency(), their_agency)
               AND (a.realm <> 'enforcement' OR a.immigration_enforcement)) THEN
        PERFORM accord.refuse('a joint case is between enforcement agencies, immigration enforcement apart');
    END IF;
END $$;

-- A human with an account at immigration enforcement counts as it everywhere.
CREATE OR REPLACE FUNCTION accord.enforces_immigration(whom uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN EXISTS (
        SELECT 1 FROM accord.member m
        JOIN accord.member same ON same.human_id = m.human_id
        JOIN accord.agency a ON a.id = same.agency_id AND a.immigration_enforcement
        WHERE m.id = whom);
END $$;

CREATE OR REPLACE FUNCTION accord.propose_joint_case(event uuid, which uuid, mine uuid, new_title text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE other record;
BEGIN
    SELECT * INTO other FROM accord.must_be_ripe(which, mine);
    IF accord.enforces_immigration(accord.me()) THEN
        PERFORM accord.refuse('immigration enforcement takes no part in a joint case');
    END IF;
    IF length(btrim(new_title)) NOT BETWEEN 1 AND 200 THEN PERFORM accord.refuse('a case has a title'); END IF;
    IF EXISTS (SELECT 1 FROM accord.joint_proposal p
               WHERE p.dossier_id = which AND p.hit_id = mine AND p.answer <> 'declined') THEN
        PERFORM accord.refuse('a joint case is proposed already');
    END IF;
    INSERT INTO accord.joint_proposal
        (dossier_id, id, created_at, event_id, hit_id, ours, title, proposed_by, answer)
    VALUES (which, gen_random_uuid(), statement_timestamp(), event, mine, true, btrim(new_title), accord.me(), ''),
           (other.their_dossier, gen_random_uuid(), statement_timestamp(), event, other.their_hit, false,
            btrim(new_title), NULL, '');
    UPDATE accord.hit SET proposed_by_us_at = statement_timestamp() WHERE dossier_id = which AND id = mine;
    UPDATE accord.hit SET proposed_by_them_at = statement_timestamp()
    WHERE dossier_id = other.their_dossier AND id = other.their_hit;
    PERFORM accord.tell_leads(other.their_dossier, 'case_proposed', other.their_hit);
END $$;

-- Opens the case: its dossier, both agencies, both leads and the first line of its history, or nothing of it.
CREATE OR REPLACE FUNCTION accord.accept_joint_case(which uuid, mine uuid, new_case uuid) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    other record;
    asked record;
    proposer record;
BEGIN
    SELECT * INTO other FROM accord.must_be_ripe(which, mine);
    SELECT theirs.event_id, theirs.title, theirs.proposed_by, theirs.case_id INTO asked
    FROM accord.joint_proposal ours
    JOIN accord.joint_proposal theirs ON theirs.event_id = ours.event_id AND theirs.ours
         AND theirs.dossier_id = other.their_dossier AND theirs.hit_id = other.their_hit
    WHERE ours.dossier_id = which AND ours.hit_id = mine AND NOT ours.ours AND ours.answer <> 'declined';
    IF asked.event_id IS NULL THEN PERFORM accord.refuse('the other desk has proposed no joint case'); END IF;
    IF asked.case_id IS NOT NULL THEN RETURN asked.case_id; END IF;  -- a colleague was first: there is one case
    SELECT m.* INTO proposer FROM accord.member m
    JOIN accord.seat s ON s.member_id = m.id AND s.dossier_id = other.their_dossier AND s.role = 'lead'
         AND s.until > statement_timestamp()
    WHERE m.id = asked.proposed_by AND m.active AND m.agency_id = other.their_agency;
    IF proposer.id IS NULL THEN
        PERFORM accord.refuse('the member who proposed it leads that desk no more: ask the desk to propose again');
    END IF;
    IF proposer.human_id = (SELECT human_id FROM accord.member WHERE id = accord.me()) THEN
        PERFORM accord.refuse('two different people open a joint case');
    END IF;
    IF accord.enforces_immigration(accord.me()) OR accord.enforces_immigration(proposer.id) THEN
        PERFORM accord.refuse('immigration enforcement takes no part in a joint case');
    END IF;
    INSERT INTO accord.dossier (id, kind, title, owner_id, created_at, last_at)
    VALUES (new_case, 'case', asked.title, other.their_agency, statement_timestamp(), statement_timestamp());
    PERFORM accord.admit_party(new_case, other.their_agency, 'owner', NULL);
    PERFORM accord.admit_party(new_case, accord.my_agency(), 'agreement', NULL);
    PERFORM accord.found_seat(new_case, proposer.id);
    PERFORM accord.found_seat(new_case, accord.me());
    INSERT INTO accord.joint_case (dossier_id, id, created_at, hit_number, proposed_by_agency_id,
                                   accepted_by_agency_id, proposed_by, accepted_by)
    SELECT new_case, gen_random_uuid(), statement_timestamp(), h.number, other.their_agency, accord.my_agency(),
           proposer.id, accord.me()
    FROM accord.hit h WHERE h.dossier_id = which AND h.id = mine;
    UPDATE accord.joint_proposal
    SET answer = 'accepted', answered_at = statement_timestamp(), case_id = new_case
    WHERE event_id = asked.event_id AND dossier_id IN (which, other.their_dossier);
    UPDATE accord.hit SET case_id = new_case
    WHERE (dossier_id = which AND id = mine) OR (dossier_id = other.their_dossier AND id = other.their_hit);
    PERFORM accord.tell_case(new_case, 'opened', accord.my_agency(), NULL, NULL, NULL, '');
    INSERT INTO accord.notice (id, recipient_id, kind, dossier_id, subject_id, created_at)
    VALUES (gen_random_uuid(), proposer.id, 'case_opened', new_case, new_case, statement_timestamp());
    RETURN new_case;
END $$;

-- An open case has a life of its own: it stays where a desk no longer calls it the same. But it says that the judgement
-- it rests on was taken back, or holds again, and tells its leads. For accord.answer_hit alone.
CREATE OR REPLACE FUNCTION accord.weigh_ground(which uuid, holds boolean) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    UPDATE accord.joint_case SET doubted_at = CASE WHEN NOT holds THEN statement_timestamp() END
    WHERE dossier_id = which AND (doubted_at IS NULL) <> holds;
    IF NOT FOUND THEN RETURN; END IF;
    PERFORM accord.tell_case(which, CASE WHEN holds THEN 'affirmed' ELSE 'doubted' END, accord.my_agency(),
                             NULL, NULL, NULL, '');
    INSERT INTO accord.notice (id, recipient_id, kind, dossier_id, subject_id, created_at)
    SELECT gen_random_uuid(), s.member_id, 'case_ground', which, which, statement_timestamp()
    FROM accord.seat s
    WHERE s.dossier_id = which AND s.role = 'lead' AND s.until > statement_timestamp() AND s.member_id <> accord.me();
END $$;

CREATE OR REPLACE FUNCTION accord.decline_joint_case(which uuid, mine uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE other record;
BEGIN
    SELECT * INTO other FROM accord.must_be_ripe(which, mine);
    UPDATE accord.joint_proposal SET answer = 'declined', answered_at = statement_timestamp()
    WHERE answer = '' AND event_id = (
        SELECT p.event_id FROM accord.joint_proposal p
        WHERE p.dossier_id = which AND p.hit_id = mine AND NOT p.ours AND p.answer = '');
    IF NOT FOUND THEN PERFORM accord.refuse('there is no proposal to decline'); END IF;
    UPDATE accord.hit SET proposed_by_us_at = NULL, proposed_by_them_at = NULL
    WHERE (dossier_id = which AND id = mine) OR (dossier_id = other.their_dossier AND id = other.their_hit);
    PERFORM accord.tell_leads(other.their_dossier, 'hit_changed', other.their_hit);
END $$;

DO $$
DECLARE name text;
BEGIN
    FOREACH name IN ARRAY ARRAY[
        'tell_case(uuid,text,uuid,uuid,uuid,uuid,text)', 'note_in_case(uuid,text)',
        'person_is_shielded(uuid,uuid,uuid)', 'why_not_given(uuid,uuid,text,uuid,text[])',
        'disclose_in_case(uuid,uuid,uuid,text,uuid,text[],uuid,uuid,text,text,boolean,timestamptz)',
        'revoke_in_case(uuid)', 'must_be_ripe(uuid,uuid)', 'enforces_immigration(uuid)',
        'propose_joint_case(uuid,uuid,uuid,text)', 'accept_joint_case(uuid,uuid,uuid)',
        'decline_joint_case(uuid,uuid)', 'weigh_ground(uuid,boolean)'] LOOP
        EXECUTE format('ALTER FUNCTION accord.%s OWNER TO accord_gate', name);
        EXECUTE format('REVOKE ALL ON FUNCTION accord.%s FROM PUBLIC', name);
    END LOOP;
    -- What the pages may call; the rest is for these functions alone.
    FOREACH name IN ARRAY ARRAY[
        'note_in_case(uuid,text)',
        'disclose_in_case(uuid,uuid,uuid,text,uuid,text[],uuid,uuid,text,text,boolean,timestamptz)',
        'revoke_in_case(uuid)', 'propose_joint_case(uuid,uuid,uuid,text)', 'accept_joint_case(uuid,uuid,uuid)',
        'decline_joint_case(uuid,uuid)'] LOOP
        EXECUTE format('GRANT EXECUTE ON FUNCTION accord.%s TO accord_app', name);
    END LOOP;
    -- It takes the values from its caller: from here on, only the function above, which copies them itself, calls it.
    REVOKE EXECUTE ON FUNCTION
        accord.disclose(uuid, uuid, uuid, uuid, text, jsonb, text, text, text, boolean, timestamptz) FROM accord_app;
END $$;
