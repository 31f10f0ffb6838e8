-- Giving on what was agreed, and taking it back: one withdrawal reaches every dossier that received, in one transaction.

-- The facts that a live consent of this dossier names; refuses where there is none. It holds the agreement until the
-- end of the transaction: a withdrawal at the same moment waits and then takes this along, or comes first and refuses it.
CREATE OR REPLACE FUNCTION accord.consent_facts(which uuid, agreement uuid, agency uuid) RETURNS text[]
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE agreed record;
BEGIN
    SELECT * INTO agreed FROM accord.consent c WHERE c.dossier_id = which AND c.id = agreement FOR SHARE;
    IF agreed.id IS NULL OR agreed.answer <> 'given' OR agreed.recipient_id IS DISTINCT FROM agency THEN
        PERFORM accord.refuse('no agreement of this file names this recipient');
    END IF;
    PERFORM accord.must_not_enforce_immigration(agency, agreed.recipient_name);
    IF agreed.ended_at IS NOT NULL OR agreed.expires_at <= statement_timestamp() THEN
        PERFORM accord.refuse('this agreement was taken back or is over: ask again');
    END IF;
    -- A dated-ahead agreement would outlast the days that she was told. A few minutes: two machines, two clocks.
    IF agreed.given_at > statement_timestamp() + interval '5 minutes' THEN
        PERFORM accord.refuse('this agreement does not hold yet');
    END IF;
    RETURN agreed.facts;
END $$;

-- Whether what is told is facts and nothing else: of each a name that may be told, once, and its words. A field without a
-- name, a bare word, one key more would say what nobody agreed to. Called by functions alone.
CREATE OR REPLACE FUNCTION accord.are_facts(told jsonb, tellable text[]) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN coalesce(jsonb_typeof(told) = 'array', false) AND NOT EXISTS (
        SELECT 1 FROM jsonb_array_elements(told) AS f
        WHERE (jsonb_typeof(f) = 'object' AND jsonb_typeof(f->'name') = 'string' AND jsonb_typeof(f->'value') = 'string'
               AND f->>'name' = ANY (tellable) AND f - ARRAY['name', 'value'] = '{}') IS NOT TRUE
    ) AND (SELECT count(DISTINCT f->>'name') = count(*) FROM jsonb_array_elements(told) AS f);
END $$;

-- Every fact that may be told by itself: there is none for the whole file, for case notes or for where a shelter is.
CREATE OR REPLACE FUNCTION accord.single_facts() RETURNS text[]
LANGUAGE plpgsql IMMUTABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN ARRAY['chosen_name', 'legal_name', 'date_of_birth', 'age_band', 'gender', 'languages', 'interpreter',
        'safe_contact', 'city', 'immigration_status', 'health_card', 'health', 'children', 'needs', 'summary'];
END $$;

-- When the receiver's copy ends: with the agreement, but at an hour of the clock, or at midnight where days are left. To
-- the microsecond, two copies that one agreement let be given would be known as one survivor's.
CREATE OR REPLACE FUNCTION accord.coarse_end(ends timestamptz) RETURNS timestamptz
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE part text; coarse timestamptz;
BEGIN
    FOREACH part IN ARRAY ARRAY['day', 'hour', 'minute'] LOOP
        coarse := date_trunc(part, ends, 'America/Toronto');
        IF coarse > statement_timestamp() + (CASE part WHEN 'day' THEN interval '1 day' ELSE interval '0' END) THEN
            RETURN coarse;
        END IF;
    END LOOP;
    RETURN ends;
END $$;

-- Asked before anything of the file is looked at: a refusal tells nobody else which agreements there are.
CREATE OR REPLACE FUNCTION accord.must_work_on(file uuid) RETURNS void
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT accord.i_work_on(file)
       OR NOT EXISTS (SELECT 1 FROM accord.dossier WHERE id = file AND kind = 'support' AND closed_at IS NULL) THEN
        PERFORM accord.refuse('disclosing needs a working seat on an open support file');
    END IF;
END $$;

-- Named facts, frozen, to the one agency that the consent names. Returns nothing: the sender does not see the arrival.
CREATE OR REPLACE FUNCTION accord.disclose_on_consent(
    event uuid, from_dossier uuid, agreement uuid, to_agency uuid, arrival uuid, arrival_title text, what text,
    named_fields jsonb, for_purpose text
) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE mine uuid := accord.my_agency(); agreed text[]; ends timestamptz;
BEGIN
    PERFORM accord.must_work_on(from_dossier);
    agreed := accord.consent_facts(from_dossier, agreement, to_agency);
    IF NOT accord.are_facts(named_fields, agreed) THEN
        PERFORM accord.refuse('only what was agreed to may be given');
    END IF;
    SELECT c.expires_at INTO ends FROM accord.consent c
    WHERE c.dossier_id = from_dossier AND c.id = agreement AND for_purpose = ANY (CASE c.purpose
        WHEN 'care_team' THEN ARRAY['care_team', 'referral'] WHEN 'police' THEN ARRAY['police', 'meeting']
        ELSE ARRAY[c.purpose] END) AND c.purpose <> 'matching';
    IF ends IS NULL THEN PERFORM accord.refuse('this agreement is for something else'); END IF;
    PERFORM accord.open_arrival(arrival, to_agency, arrival_title);
    INSERT INTO accord.disclosure (dossier_id, id, created_at, agency_id, event_id, side, giver_id, receiver_id,
        given_by, target_dossier_id, subject, fields, basis, purpose, caveat, third_party_rule, consent_id, expires_at)
    SELECT place.dossier, gen_random_uuid(), statement_timestamp(), place.agency, event, place.side, mine, to_agency,
           accord.me(), arrival, what, named_fields, 'consent', for_purpose, 'red', true, place.agreed, place.until
    -- The receiver's copy names no agreement: two that name the same one would be known as one survivor's.
    FROM (VALUES (from_dossier, mine, 'given', agreement, ends),
                 (arrival, to_agency, 'received', NULL, accord.coarse_end(ends)))
        AS place (dossier, agency, side, agreed, until);
EXCEPTION WHEN integrity_constraint_violation OR data_exception THEN PERFORM accord.say_no_row(SQLSTATE, SQLERRM);
END $$;

-- The care team of one agreement: its seats and its key go, so that custodians have nothing to reseat. Called by
-- functions alone: an agreement ends, or the referral that the team sat down for.
CREATE OR REPLACE FUNCTION accord.end_care_team(which uuid, agreement uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    INSERT INTO accord.notice (id, recipient_id, kind, subject_id, created_at)
    SELECT gen_random_uuid(), s.member_id, 'consent_ended', which, statement_timestamp()
    FROM accord.party p JOIN accord.seat s ON s.dossier_id = p.dossier_id AND s.agency_id = p.agency_id
    WHERE p.dossier_id = which AND p.consent_id = agreement AND s.until > statement_timestamp();
    DELETE FROM accord.dossier_key k USING accord.party p
    WHERE p.dossier_id = which AND p.consent_id = agreement AND k.dossier_id = which AND k.agency_id = p.agency_id;
    DELETE FROM accord.seat s USING accord.party p
    WHERE p.dossier_id = which AND p.consent_id = agreement AND s.dossier_id = which AND s.agency_id = p.agency_id;
    DELETE FROM accord.party p WHERE p.dossier_id = which AND p.consent_id = agreement;
END $$;

-- Everything that rests on a consent ends with it. Every table with a consent_id is named here (tests/consent).
CREATE OR REPLACE FUNCTION accord.take_back(which uuid, agreement uuid, manner text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE given record; purposed text;
BEGIN
    UPDATE accord.consent c SET ended_at = statement_timestamp(), ending = manner
    WHERE c.dossier_id = which AND c.id = agreement AND c.ended_at IS NULL AND c.answer = 'given'
    RETURNING c.purpose INTO purposed;
    IF purposed IS NULL THEN RETURN false; END IF;
    FOR given IN SELECT d.event_id, d.target_dossier_id, d.receiver_id FROM accord.disclosure d
                 WHERE d.dossier_id = which AND d.consent_id = agreement AND d.side = 'given' AND d.revoked_at IS NULL LOOP
        UPDATE accord.disclosure SET revoked_at = statement_timestamp()
        WHERE event_id = given.event_id AND dossier_id IN (which, given.target_dossier_id);
        UPDATE accord.disclosure SET fields = '[]'
        WHERE event_id = given.event_id AND dossier_id = given.target_dossier_id AND side = 'received';
        INSERT INTO accord.notice (id, recipient_id, kind, dossier_id, subject_id, created_at)
        SELECT gen_random_uuid(), s.member_id, 'disclosure_revoked', given.target_dossier_id, given.event_id,
               statement_timestamp()
        FROM accord.seat s WHERE s.dossier_id = given.target_dossier_id AND s.agency_id = given.receiver_id
          AND s.until > statement_timestamp();
    END LOOP;
    -- What the file lets be matched by this agreement: withdrawn, and dropped from the matcher's index by its job.
    UPDATE accord.support_pointer p SET state = 'withdrawn' FROM accord.filing f
    WHERE f.dossier_id = which AND f.consent_id = agreement AND p.dossier_id = which AND p.filing_id = f.id
      AND p.state IN ('watched', 'waiting');
    FOR given IN UPDATE accord.filing f SET state = 'withdrawn'
                 WHERE f.dossier_id = which AND f.consent_id = agreement AND f.state IN ('watched', 'waiting')
                 RETURNING f.record_id LOOP
        PERFORM accord.enqueue('drop_pointers',
                               json_build_object('dossier_id', which, 'record_id', given.record_id)::text);
    END LOOP;
    -- Whatever was sent on: accord.referral is revoked on both sides.
    PERFORM accord.revoke_referrals(which, agreement);
    -- Lines to police and courts: accord.bridge ends on both sides.
    PERFORM accord.end_bridges(which, agreement);
    -- Applications that nobody has decided: accord.application ends on both sides.
    PERFORM accord.end_applications(which, agreement);
    -- The care team: accord.party goes, with its seats and its key.
    PERFORM accord.end_care_team(which, agreement);
    PERFORM accord.tell_leads(which, 'consent_ended', agreement);
    RETURN true;
END $$;

CREATE OR REPLACE FUNCTION accord.withdraw_consent(which uuid, agreement uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT accord.i_work_on(which) THEN PERFORM accord.refuse('taking back needs a working seat'); END IF;
    RETURN accord.take_back(which, agreement, 'worker');
EXCEPTION WHEN integrity_constraint_violation OR data_exception THEN PERFORM accord.say_no_row(SQLSTATE, SQLERRM);
END $$;

-- A card replaces the one before it.
CREATE OR REPLACE FUNCTION accord.make_card(which uuid, code_digest bytea) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT accord.i_work_on(make_card.which) THEN
        PERFORM accord.refuse('a card is made by who works on the file');
    END IF;
    DELETE FROM accord.consent_card c WHERE c.which = make_card.which;
    INSERT INTO accord.consent_card (id, which, digest, made_at)
    VALUES (gen_random_uuid(), make_card.which, code_digest, statement_timestamp());
EXCEPTION WHEN integrity_constraint_violation OR data_exception THEN PERFORM accord.say_no_row(SQLSTATE, SQLERRM);
END $$;

-- Whoever knows the code takes back everything of that file. Says how many agreements ended, or nothing for no such card.
CREATE OR REPLACE FUNCTION accord.withdraw_by_card(code_digest bytea) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE file uuid; ended integer;
BEGIN
    SELECT c.which INTO file FROM accord.consent_card c WHERE c.digest = code_digest;
    IF file IS NULL THEN RETURN NULL; END IF;
    SELECT count(*) FILTER (WHERE accord.take_back(file, c.id, 'card')) INTO ended FROM (
        SELECT id FROM accord.consent WHERE dossier_id = file AND ended_at IS NULL AND answer = 'given' ORDER BY id
    ) c;
    RETURN ended;
EXCEPTION WHEN integrity_constraint_violation OR data_exception THEN PERFORM accord.say_no_row(SQLSTATE, SQLERRM);
END $$;

-- Each minute: what was agreed until now has ended. What it opened was closed to readers by its own end before.
CREATE OR REPLACE FUNCTION accord.end_expired_consents() RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE ended integer;
BEGIN
    SELECT count(*) FILTER (WHERE accord.take_back(c.dossier_id, c.id, 'expired')) INTO ended FROM (
        SELECT dossier_id, id FROM accord.consent
        WHERE ended_at IS NULL AND answer = 'given' AND expires_at <= statement_timestamp() ORDER BY id LIMIT 500
    ) c;
    RETURN ended;
END $$;

-- The intake of the agency that the consent names sits down beside the file's own; the end of the consent is theirs.
CREATE OR REPLACE FUNCTION accord.admit_care_team(which uuid, agreement uuid, agency uuid, wrapped_key bytea) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT accord.i_lead(which)
       OR NOT EXISTS (SELECT 1 FROM accord.dossier WHERE id = which AND kind = 'support' AND closed_at IS NULL
                      AND owner_id = accord.my_agency()) THEN
        PERFORM accord.refuse('a lead of the file brings another service in');
    END IF;
    IF NOT 'whole_file' = ANY (accord.consent_facts(which, agreement, agency)) THEN
        PERFORM accord.refuse('only with an agreement that names this service and the whole file');
    END IF;
    IF NOT EXISTS (SELECT 1 FROM accord.member m WHERE m.agency_id = agency AND m.active AND 'intake' = ANY (m.duties) AND accord.may_sit(m.id, 'support')) THEN
        PERFORM accord.refuse('nobody at that agency receives what is sent here yet: call them');
    END IF;
    PERFORM accord.admit_party(which, agency, 'consent', agreement);
    PERFORM accord.found_seat(which, m.id) FROM accord.member m
    WHERE m.agency_id = agency AND m.active AND 'intake' = ANY (m.duties) AND accord.may_sit(m.id, 'support')
      AND NOT EXISTS (SELECT 1 FROM accord.seat s WHERE s.dossier_id = which AND s.human_id = m.human_id);
    UPDATE accord.seat s SET until = least(s.until, c.expires_at) FROM accord.consent c
    WHERE c.dossier_id = which AND c.id = agreement AND s.dossier_id = which AND s.agency_id = agency;
    INSERT INTO accord.dossier_key (dossier_id, id, created_at, agency_id, wrapped)
    VALUES (which, gen_random_uuid(), statement_timestamp(), agency, wrapped_key);
    INSERT INTO accord.notice (id, recipient_id, kind, dossier_id, subject_id, created_at)
    SELECT gen_random_uuid(), s.member_id, 'seat_granted', which, s.member_id, statement_timestamp()
    FROM accord.seat s WHERE s.dossier_id = which AND s.agency_id = agency AND s.until > statement_timestamp();
EXCEPTION WHEN integrity_constraint_violation OR data_exception THEN PERFORM accord.say_no_row(SQLSTATE, SQLERRM);
END $$;

-- Who looked at the file: a line a day and person, so that years of it fit on paper and nothing is left out. ``zone``
-- says where a day begins. For the leads of the file, who answer the survivor that asks; of a closed file, which nobody may
-- lead any more, for whom its agency let read it.
CREATE OR REPLACE FUNCTION accord.who_looked_by_day(which uuid, zone text) RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT accord.i_lead(which) AND NOT EXISTS (
        SELECT 1 FROM accord.dossier d WHERE d.id = which AND d.closed_at IS NOT NULL AND d.kind = 'support'
        AND d.owner_id = accord.my_agency() AND d.id = ANY (accord.my_dossiers())) THEN
        PERFORM accord.refuse('for the leads of this file');
    END IF;
    RETURN (
        SELECT coalesce(jsonb_agg(to_jsonb(line) ORDER BY line.last DESC), '[]') FROM (
            SELECT (e.at AT TIME ZONE zone)::date AS day, m.name, a.id AS agency, count(*) AS times,
                   count(*) FILTER (WHERE e.actions <> '{}') AS deeds,
                   count(*) FILTER (WHERE 'identity.revealed' = ANY (e.actions)) AS opened,
                   min(e.at) AS first, max(e.at) AS last
            FROM accord.audit_entry e LEFT JOIN accord.member m ON m.id = e.member_id
            LEFT JOIN accord.agency a ON a.id = e.agency_id
            WHERE e.dossiers @> ARRAY[which] GROUP BY 1, e.member_id, m.name, a.id
        ) AS line
    );
END $$;

DO $$
DECLARE name text;
BEGIN
    FOREACH name IN ARRAY ARRAY[
        'consent_facts(uuid,uuid,uuid)', 'are_facts(jsonb,text[])', 'single_facts()', 'must_work_on(uuid)', 'coarse_end(timestamptz)', 'end_care_team(uuid,uuid)', 'take_back(uuid,uuid,text)', 'withdraw_consent(uuid,uuid)',
        'make_card(uuid,bytea)', 'withdraw_by_card(bytea)', 'end_expired_consents()', 'who_looked_by_day(uuid,text)',
        'admit_care_team(uuid,uuid,uuid,bytea)',
        'disclose_on_consent(uuid,uuid,uuid,uuid,uuid,text,text,jsonb,text)'] LOOP
        EXECUTE format('ALTER FUNCTION accord.%s OWNER TO accord_gate', name);
        EXECUTE format('REVOKE ALL ON FUNCTION accord.%s FROM PUBLIC', name);
    END LOOP;
    FOREACH name IN ARRAY ARRAY[
        'withdraw_consent(uuid,uuid)', 'make_card(uuid,bytea)', 'withdraw_by_card(bytea)', 'who_looked_by_day(uuid,text)',
        'admit_care_team(uuid,uuid,uuid,bytea)',
        'disclose_on_consent(uuid,uuid,uuid,uuid,uuid,text,text,jsonb,text)'] LOOP
        EXECUTE format('GRANT EXECUTE ON FUNCTION accord.%s TO accord_app', name);
    END LOOP;
    GRANT EXECUTE ON FUNCTION accord.end_expired_consents() TO accord_matcher;
END $$;
