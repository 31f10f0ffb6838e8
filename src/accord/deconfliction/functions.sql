-- What the app may not do by itself: two-person acts, the quota, withdrawal, and what the broker does. Each function
-- asks the database who is acting, so that a second signature is a second human's whoever wrote the calling code.
-- Style and refusals as in dossiers/functions.sql.

-- Immigration enforcement takes no part in matching, and a human with an account there counts as it everywhere.
CREATE OR REPLACE FUNCTION accord.may_point() RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN NOT EXISTS (
        SELECT 1 FROM accord.member me
        JOIN accord.member account ON account.human_id = me.human_id
        JOIN accord.agency a ON a.id = account.agency_id
        WHERE me.id = accord.me() AND a.immigration_enforcement
    );
END $$;

CREATE OR REPLACE FUNCTION accord.my_human() RETURNS uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN RETURN (SELECT m.human_id FROM accord.member m WHERE m.id = accord.me()); END $$;

CREATE OR REPLACE FUNCTION accord.i_broker() RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN accord.i_am('broker') AND EXISTS (
        SELECT 1 FROM accord.agency a WHERE a.id = accord.my_agency() AND a.realm = 'coordination');
END $$;

-- One more filing of mine today; returns how many that makes. The row's lock lasts to the end of the transaction.
CREATE OR REPLACE FUNCTION accord.take_quota(zone text) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE made integer;
BEGIN
    INSERT INTO accord.filing_quota AS q (member_id, day, used)
    VALUES (accord.me(), (statement_timestamp() AT TIME ZONE zone)::date, 1)
    ON CONFLICT (member_id, day) DO UPDATE SET used = q.used + 1 RETURNING q.used INTO made;
    RETURN made;
END $$;

-- Ends the pointers of a record (or of some of its subjects): 'withdrawn', or 'replaced' when filed anew.
CREATE OR REPLACE FUNCTION accord.end_pointers(which uuid, of_record uuid, of_subjects uuid[], as_state text)
RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE ended integer; more integer;
BEGIN
    IF NOT accord.i_work_on(which) THEN PERFORM accord.refuse('this needs a working seat'); END IF;
    IF as_state NOT IN ('withdrawn', 'replaced') THEN PERFORM accord.refuse('a pointer ends in no other way'); END IF;
    UPDATE accord.pointer p SET state = as_state
    WHERE p.dossier_id = which AND p.record_id = of_record AND p.state IN ('watched', 'waiting')
      AND (of_subjects IS NULL OR p.subject_id = ANY (of_subjects));
    GET DIAGNOSTICS ended = ROW_COUNT;
    UPDATE accord.support_pointer p SET state = as_state
    WHERE p.dossier_id = which AND p.record_id = of_record AND p.state IN ('watched', 'waiting')
      AND (of_subjects IS NULL OR p.subject_id = ANY (of_subjects));
    GET DIAGNOSTICS more = ROW_COUNT;
    IF of_subjects IS NULL THEN
        UPDATE accord.filing f SET state = as_state
        WHERE f.dossier_id = which AND f.record_id = of_record AND f.state IN ('watched', 'waiting');
    END IF;
    RETURN ended + more;
END $$;

-- Erases what a record filed, tokens and all: for one that showed no indicators and keeps no person. Called by the
-- matcher, after it has taken the withdrawn pointers out of its index; pointers that are watched are never erased.
CREATE OR REPLACE FUNCTION accord.erase_pointers(which uuid, of_record uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    DELETE FROM accord.pointer p
    WHERE p.dossier_id = which AND p.record_id = of_record AND p.state IN ('withdrawn', 'replaced');
    DELETE FROM accord.support_pointer p
    WHERE p.dossier_id = which AND p.record_id = of_record AND p.state IN ('withdrawn', 'replaced');
    DELETE FROM accord.filing f
    WHERE f.dossier_id = which AND f.record_id = of_record AND f.state = 'withdrawn'
      AND NOT EXISTS (SELECT 1 FROM accord.pointer p WHERE p.dossier_id = which AND p.filing_id = f.id)
      AND NOT EXISTS (SELECT 1 FROM accord.support_pointer p WHERE p.dossier_id = which AND p.filing_id = f.id);
END $$;

-- A lead lets the pointers of a record go that were above somebody's quota: never one's own.
CREATE OR REPLACE FUNCTION accord.release_filings(which uuid, of_record uuid) RETURNS uuid[]
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE released uuid[];
BEGIN
    IF NOT accord.i_lead(which) THEN PERFORM accord.refuse('only a lead releases pointers'); END IF;
    WITH let_go AS (
        UPDATE accord.filing f SET state = 'watched', released_by = accord.me()
        WHERE f.dossier_id = which AND f.record_id = of_record AND f.state = 'waiting'
          AND f.human_id <> accord.my_human()
        RETURNING f.id
    ) SELECT coalesce(array_agg(id), '{}') INTO released FROM let_go;
    IF released = '{}' THEN
        PERFORM accord.refuse('nothing here waits for another lead than the one who filed it');
    END IF;
    UPDATE accord.pointer p SET state = 'watched'
    WHERE p.dossier_id = which AND p.filing_id = ANY (released) AND p.state = 'waiting';
    UPDATE accord.support_pointer p SET state = 'watched'
    WHERE p.dossier_id = which AND p.filing_id = ANY (released) AND p.state = 'waiting';
    RETURN released;
END $$;

-- A second human shows a suspect to partners. Returns the filing, so that its pointers meet again.
CREATE OR REPLACE FUNCTION accord.sign_open(which uuid, pointer uuid) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE asked uuid; filer uuid; ended text;
BEGIN
    IF NOT accord.i_work_on(which) THEN PERFORM accord.refuse('this needs a working seat'); END IF;
    SELECT p.filing_id, f.human_id INTO asked, filer
    FROM (SELECT dossier_id, id, filing_id, opening, state FROM accord.pointer
          UNION ALL SELECT dossier_id, id, filing_id, opening, state FROM accord.support_pointer) p
    JOIN accord.filing f ON f.dossier_id = p.dossier_id AND f.id = p.filing_id
    WHERE p.dossier_id = which AND p.id = sign_open.pointer AND p.opening = 'asked'
      AND p.state IN ('watched', 'waiting');
    IF asked IS NULL THEN PERFORM accord.refuse('nothing waits for a signature here'); END IF;
    IF filer = accord.my_human() THEN
        PERFORM accord.refuse('the second signature is another person''s');
    END IF;
    UPDATE accord.pointer p SET opening = 'signed', cls = 'open', opened_by = accord.me(),
        opened_at = statement_timestamp()
    WHERE p.dossier_id = which AND p.id = sign_open.pointer AND p.opening = 'asked';
    UPDATE accord.support_pointer p SET opening = 'signed', cls = 'open', opened_by = accord.me(),
        opened_at = statement_timestamp()
    WHERE p.dossier_id = which AND p.id = sign_open.pointer AND p.opening = 'asked';
    RETURN asked;
END $$;

-- That somebody of this side has looked at the hit. A reader may, who can change nothing else.
CREATE OR REPLACE FUNCTION accord.see_hits(which uuid, hits uuid[]) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE marked integer;
BEGIN
    IF NOT coalesce(which = ANY (accord.my_dossiers()) AND accord.may_point(), false) THEN
        PERFORM accord.refuse('this needs a seat');
    END IF;
    UPDATE accord.hit h SET first_seen_at = statement_timestamp()
    WHERE h.dossier_id = which AND h.id = ANY (hits) AND h.first_seen_at IS NULL;
    GET DIAGNOSTICS marked = ROW_COUNT;
    RETURN marked;
END $$;

-- This side's answer: given, changed or (empty) taken back. What stood before stays in hit_answer, which no role
-- rewrites, and a change says why. Returns 'done', 'again' (it stood so already), 'overtaken', 'closed' or 'broker'.
-- Of both sides answering at once one comes second, as in must_be_ripe and in the matcher: the same rows in one order.
CREATE OR REPLACE FUNCTION accord.answer_hit(
    event uuid, which uuid, about uuid, verdict text, was text, why text, at timestamptz
) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE stood record; other record;
BEGIN
    IF NOT (accord.i_work_on(which) AND accord.may_point()) THEN
        PERFORM accord.refuse('answering needs a working seat');
    END IF;
    IF verdict NOT IN ('', 'same', 'different', 'unsure') THEN PERFORM accord.refuse('this is no answer'); END IF;
    SELECT * INTO other FROM accord.other_hit(which, about);
    PERFORM 1 FROM accord.hit h
    WHERE (h.dossier_id = which AND h.id = about) OR (h.dossier_id = other.other_dossier AND h.id = other.other_id)
    ORDER BY h.dossier_id, h.id FOR UPDATE;
    SELECT h.* INTO stood FROM accord.hit h WHERE h.dossier_id = which AND h.id = about;
    IF stood.id IS NULL THEN PERFORM accord.refuse('there is no such hit'); END IF;
    IF stood.state <> 'open' THEN RETURN 'closed'; END IF;
    IF stood.told <> 'desk' THEN RETURN 'broker'; END IF;
    IF stood.answer = verdict THEN RETURN 'again'; END IF;
    IF stood.answer <> was THEN RETURN 'overtaken'; END IF;
    IF stood.answer <> '' AND btrim(why) = '' THEN PERFORM accord.refuse('a change says why'); END IF;
    UPDATE accord.hit h
    SET answer = verdict,
        answered_by = CASE WHEN verdict <> '' THEN accord.me() END,
        answered_at = CASE WHEN verdict <> '' THEN at END,
        -- Without an answer of its own this side sees none of the other's; the matcher hides its own over there.
        other_answer = CASE WHEN verdict <> '' THEN h.other_answer ELSE '' END
    WHERE h.dossier_id = which AND h.id = about;
    INSERT INTO accord.hit_answer (dossier_id, id, created_at, hit_id, by, answer, was, reason)
    VALUES (which, event, at, about, accord.me(), verdict, stood.answer, btrim(why));
    IF stood.case_id IS NOT NULL AND 'same' IN (verdict, stood.answer) THEN
        PERFORM accord.weigh_ground(stood.case_id, verdict = 'same' AND EXISTS (
            SELECT 1 FROM accord.hit h
            WHERE h.dossier_id = other.other_dossier AND h.id = other.other_id AND h.answer = 'same'));
    END IF;
    RETURN 'done';
END $$;

-- Stepping forward: a lead proposes, a second human with a working seat signs.
CREATE OR REPLACE FUNCTION accord.propose_step(which uuid, about uuid, on_basis text, why text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT (accord.i_lead(which) AND accord.may_point()) THEN
        PERFORM accord.refuse('only a lead proposes to step forward');
    END IF;
    UPDATE accord.hit h SET step = 'proposed', step_basis = on_basis, step_reason = why, step_proposed_by = accord.me(),
        step_proposed_human = accord.my_human(), step_proposed_at = statement_timestamp()
    WHERE h.dossier_id = which AND h.id = about AND h.state = 'open' AND h.told = 'desk' AND NOT h.known_to_other
      AND h.step <> 'done';
    IF NOT FOUND THEN PERFORM accord.refuse('this hit is closed, or the other side knows already'); END IF;
END $$;

CREATE OR REPLACE FUNCTION accord.sign_step(which uuid, about uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE proposer uuid;
BEGIN
    IF NOT (accord.i_work_on(which) AND accord.may_point()) THEN
        PERFORM accord.refuse('this needs a working seat');
    END IF;
    SELECT h.step_proposed_human INTO proposer FROM accord.hit h
    WHERE h.dossier_id = which AND h.id = about AND h.step = 'proposed' AND h.state = 'open' FOR UPDATE;
    IF proposer IS NULL THEN PERFORM accord.refuse('nothing waits for a signature here'); END IF;
    IF proposer = accord.my_human() THEN PERFORM accord.refuse('the second signature is another person''s'); END IF;
    UPDATE accord.hit h SET step = 'done', step_signed_by = accord.me(), step_signed_human = accord.my_human(),
        step_signed_at = statement_timestamp()
    WHERE h.dossier_id = which AND h.id = about;
END $$;

-- A lead answers the broker's question for this desk. An answer stands.
CREATE OR REPLACE FUNCTION accord.answer_introduction(
    which uuid, request uuid, says text, on_basis text, why text
) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT (accord.i_lead(which) AND accord.may_point()) THEN PERFORM accord.refuse('only a lead answers this'); END IF;
    UPDATE accord.introduction_request r SET answer = says, basis = on_basis, reason = why,
        answered_by = accord.me(), answered_at = statement_timestamp()
    WHERE r.dossier_id = which AND r.id = request AND r.answer = '' AND r.closed_at IS NULL;
    IF NOT FOUND THEN PERFORM accord.refuse('this question is answered or closed already'); END IF;
END $$;

-- The broker's three steps: one takes a pair, another joins, and then either may ask the desks.
CREATE OR REPLACE FUNCTION accord.broker_step(item uuid, step text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT accord.i_broker() THEN PERFORM accord.refuse('this is for brokers of the coordination office'); END IF;
    IF step = 'take' THEN
        UPDATE accord.broker_item b SET taken_by = accord.me(), taken_human = accord.my_human(),
            taken_at = statement_timestamp(), state = 'taken'
        WHERE b.id = item AND b.state = 'waiting';
    ELSIF step = 'second' THEN
        UPDATE accord.broker_item b SET seconded_by = accord.me(), seconded_human = accord.my_human(),
            seconded_at = statement_timestamp()
        WHERE b.id = item AND b.state = 'taken' AND b.seconded_by IS NULL AND b.taken_human <> accord.my_human();
    ELSIF step = 'ask' THEN
        UPDATE accord.broker_item b SET asked_at = statement_timestamp(), state = 'asked'
        WHERE b.id = item AND b.state = 'taken' AND b.seconded_by IS NOT NULL AND b.may_introduce
          AND accord.my_human() IN (b.taken_human, b.seconded_human);
    END IF;
    IF NOT FOUND THEN PERFORM accord.refuse('this pair has moved on, or needs another broker first'); END IF;
END $$;

-- How many hits of an agency's desks wait for an answer: a number each, for brokers.
CREATE OR REPLACE FUNCTION accord.unanswered_counts() RETURNS TABLE (agency_id uuid, waiting bigint, oldest timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT accord.i_broker() THEN PERFORM accord.refuse('this is for brokers of the coordination office'); END IF;
    RETURN QUERY SELECT d.owner_id, count(*), min(h.created_at) FROM accord.hit h
        JOIN accord.dossier d ON d.id = h.dossier_id
        WHERE h.state = 'open' AND h.answer = '' AND h.told = 'desk' AND h.known_to_other GROUP BY d.owner_id;
END $$;

-- For the matcher: a hit that vanished unseen leaves no notice behind, and no second one follows a refiling.
CREATE OR REPLACE FUNCTION accord.unsay_hits(hits uuid[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    DELETE FROM accord.notice n
    WHERE n.subject_id = ANY (hits) AND n.kind IN ('hit', 'hit_changed', 'hit_unanswered');
END $$;

-- For functions of the gate alone (a joint case crosses to the other side): the same hit as the other side has it.
-- No row where the other side does not know.
CREATE OR REPLACE FUNCTION accord.other_hit(which uuid, about uuid)
RETURNS TABLE (other_dossier uuid, other_id uuid)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN QUERY SELECT h.dossier_id, h.id FROM matching.match_side mine
        JOIN matching.match_side theirs ON theirs.match_id = mine.match_id AND theirs.side <> mine.side
        JOIN accord.hit h ON h.dossier_id = theirs.dossier_id AND h.id = theirs.hit_id AND h.told = 'desk'
        WHERE mine.hit_id = about AND mine.dossier_id = which AND mine.told = 'desk' AND theirs.told = 'desk';
END $$;

DO $$
DECLARE name text;
BEGIN
    FOREACH name IN ARRAY ARRAY[
        'may_point()', 'my_human()', 'i_broker()', 'take_quota(text)', 'end_pointers(uuid,uuid,uuid[],text)',
        'release_filings(uuid,uuid)', 'sign_open(uuid,uuid)', 'see_hits(uuid,uuid[])',
        'answer_hit(uuid,uuid,uuid,text,text,text,timestamptz)',
        'propose_step(uuid,uuid,text,text)', 'sign_step(uuid,uuid)', 'answer_introduction(uuid,uuid,text,text,text)',
        'broker_step(uuid,text)', 'unanswered_counts()', 'unsay_hits(uuid[])', 'other_hit(uuid,uuid)',
        'erase_pointers(uuid,uuid)'] LOOP
        EXECUTE format('ALTER FUNCTION accord.%s OWNER TO accord_gate', name);
        EXECUTE format('REVOKE ALL ON FUNCTION accord.%s FROM PUBLIC', name);
    END LOOP;
    FOREACH name IN ARRAY ARRAY[
        'may_point()', 'my_human()', 'i_broker()', 'take_quota(text)', 'end_pointers(uuid,uuid,uuid[],text)',
        'release_filings(uuid,uuid)', 'sign_open(uuid,uuid)', 'see_hits(uuid,uuid[])',
        'answer_hit(uuid,uuid,uuid,text,text,text,timestamptz)',
        'propose_step(uuid,uuid,text,text)', 'sign_step(uuid,uuid)', 'answer_introduction(uuid,uuid,text,text,text)',
        'broker_step(uuid,text)', 'unanswered_counts()'] LOOP
        EXECUTE format('GRANT EXECUTE ON FUNCTION accord.%s TO accord_app', name);
    END LOOP;
    GRANT EXECUTE ON FUNCTION accord.unsay_hits(uuid[]), accord.erase_pointers(uuid, uuid) TO accord_matcher;
END $$;
