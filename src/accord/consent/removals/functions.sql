-- Those who remove people from the country receive nothing of a survivor, whatever anybody agreed to, unless a court orders
-- it (docs/adr/0015). One question decides it, and every table through which something leaves a file asks it.

-- Whether a recipient enforces immigration law: an agency that is marked so, or somebody outside who bears the name of one.
-- A name may be told from the words in it; "ICE" by its capitals, since ice is also something else. A worker marks others.
CREATE OR REPLACE FUNCTION accord.recipient_enforces_immigration(agency uuid, outside text) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    said text := coalesce(outside, '');
    plain text := translate(lower(coalesce(outside, '')), '’àâäçéèêëîïôöùûü-', '''aaaceeeeiioouuu ');
BEGIN
    RETURN EXISTS (
        SELECT 1 FROM accord.agency a WHERE a.immigration_enforcement AND (a.id = agency OR lower(btrim(said)) IN (
            lower(a.short_name), lower(nullif(a.short_name_fr, '')), lower(a.name_en), lower(a.name_fr)))
    ) OR said ~ '\m(ICE|HSI|USCIS|USBP)\M'
      OR plain ~ ('\m(cbsa|asfc|border services?|border patrol|border force|customs and border|services? frontaliers?'
                  '|immigration enforcement|immigration and customs|immigration detention|immigration holding'
                  '|detention d''immigration|detention de l''immigration|surveillance de l''immigration'
                  '|application de la loi sur l''immigration|renvois? de l''immigration|immigration removals?)\M');
END $$;

-- An agreement, or what is told by law: marked by the database where the worker did not. A check on the row decides.
CREATE OR REPLACE FUNCTION accord.mark_immigration_enforcement() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    NEW.enforces_immigration := coalesce(NEW.enforces_immigration, false)
        OR accord.recipient_enforces_immigration(NEW.recipient_id, NEW.recipient_name);
    RETURN NEW;
END $$;

-- The last wall, whatever function writes: what is disclosed to such an agency is disclosed by order of a court.
CREATE OR REPLACE FUNCTION accord.keep_from_immigration_enforcement() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NEW.basis <> 'court_order' AND accord.recipient_enforces_immigration(NEW.receiver_id, '') THEN
        PERFORM accord.refuse('immigration enforcement receives nothing but by order of a court');
    END IF;
    RETURN NEW;
END $$;

-- Asked again by whatever rests on an agreement: an agency may have become one since. Called by functions alone.
CREATE OR REPLACE FUNCTION accord.must_not_enforce_immigration(agency uuid, outside text) RETURNS void
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF accord.recipient_enforces_immigration(agency, outside) THEN
        PERFORM accord.refuse('immigration enforcement receives nothing but by order of a court');
    END IF;
END $$;

DO $$
DECLARE name text;
BEGIN
    FOREACH name IN ARRAY ARRAY[
        'recipient_enforces_immigration(uuid,text)', 'mark_immigration_enforcement()',
        'keep_from_immigration_enforcement()', 'must_not_enforce_immigration(uuid,text)'] LOOP
        EXECUTE format('ALTER FUNCTION accord.%s OWNER TO accord_gate', name);
        EXECUTE format('REVOKE ALL ON FUNCTION accord.%s FROM PUBLIC', name);
    END LOOP;
    -- Whoever makes a trigger must be allowed its function; to fire it takes no right.
    GRANT EXECUTE ON FUNCTION accord.mark_immigration_enforcement() TO accord_owner;
    GRANT EXECUTE ON FUNCTION accord.keep_from_immigration_enforcement() TO accord_owner;
    -- The app says so before a worker has typed the rest.
    GRANT EXECUTE ON FUNCTION accord.recipient_enforces_immigration(uuid, text) TO accord_app;
END $$;
