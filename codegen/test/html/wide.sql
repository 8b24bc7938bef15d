-- 500 tables in five schemas: trees of references, some across schemas, some alone.
CREATE EXTENSION pg_flux;
SET client_min_messages = warning;
DO $$
DECLARE
    part integer; parent integer; words text[] := '{account,invoice,order,item,part,stock,user,team,role,grant,event,log,report,batch,note,file,tag,rule,task,plan}';
BEGIN
    FOR s IN 1..5 LOOP EXECUTE format('CREATE SCHEMA area_%s', s); END LOOP;
    FOR t IN 0..499 LOOP
        part := t % 5 + 1;
        EXECUTE format('CREATE TABLE area_%s.%I (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL, state integer NOT NULL DEFAULT 0, made_at timestamptz DEFAULT now())',
                       part, words[t % 20 + 1] || '_' || t);
        IF t % 7 = 0 OR t < 20 THEN CONTINUE; END IF;
        FOR n IN 1..1 + t % 3 LOOP
            parent := CASE WHEN n = 1 THEN t / 4 / 5 * 5 + t % 5 ELSE (t * 37 + n * 101) % 499 % t END;
            EXECUTE format('ALTER TABLE area_%s.%I ADD COLUMN %I bigint REFERENCES area_%s.%I', part, words[t % 20 + 1] || '_' || t,
                           words[parent % 20 + 1] || '_id_' || n, parent % 5 + 1, words[parent % 20 + 1] || '_' || parent);
        END LOOP;
    END LOOP;
END $$;
