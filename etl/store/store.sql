-- The store: what was delivered, in versions; what a run got from each source; how indicators are made of it.
-- Moments are UTC and for people: a clock can go back. What holds is told by runs: a figure holds from run_id until
-- superseded_run (null: still). kept_out: why a figure that was delivered cannot be one; it is kept and never shown.

CREATE TABLE IF NOT EXISTS store_schema (version INTEGER);

CREATE TABLE IF NOT EXISTS run (
    run_id INTEGER PRIMARY KEY, started_at TIMESTAMP, finished_at TIMESTAMP, mode VARCHAR, municipality VARCHAR, outcome VARCHAR
);
-- replaced: of a run that put a version back, the file that was shown before.
ALTER TABLE run ADD COLUMN IF NOT EXISTS replaced VARCHAR;
CREATE TABLE IF NOT EXISTS reading (
    run_id INTEGER, label VARCHAR, catalogue VARCHAR, table_id VARCHAR, title VARCHAR, holder VARCHAR, licence VARCHAR,
    modified VARCHAR, selection VARCHAR, fetched_at TIMESTAMP, origin VARCHAR, outcome VARCHAR, message VARCHAR
);
-- variant: how an own file is read (sheet, header, year ...), '' for a table; frequency: what TableInfos says of it;
-- units: as JSON, the unit of each topic as the source writes it.
ALTER TABLE reading ADD COLUMN IF NOT EXISTS variant VARCHAR DEFAULT '';
ALTER TABLE reading ADD COLUMN IF NOT EXISTS frequency VARCHAR DEFAULT '';
ALTER TABLE reading ADD COLUMN IF NOT EXISTS units VARCHAR DEFAULT '';
CREATE TABLE IF NOT EXISTS measurement (
    catalogue VARCHAR, table_id VARCHAR, topic VARCHAR, filters VARCHAR, region VARCHAR, period VARCHAR, year INTEGER,
    measure VARCHAR, value DOUBLE, status VARCHAR, modified VARCHAR, fetched_at TIMESTAMP, origin VARCHAR, run_id INTEGER,
    first_seen TIMESTAMP, last_seen TIMESTAMP, superseded_at TIMESTAMP
);
ALTER TABLE measurement ADD COLUMN IF NOT EXISTS superseded_run INTEGER;
ALTER TABLE measurement ADD COLUMN IF NOT EXISTS kept_out VARCHAR;
CREATE TABLE IF NOT EXISTS indicator_part (
    indicator VARCHAR, role VARCHAR, catalogue VARCHAR, table_id VARCHAR, topic VARCHAR, filters VARCHAR, multiplier DOUBLE
);
-- predecessor: 0 for the source itself, n for the n-th that it replaced; continues: the maker says that one series goes on.
ALTER TABLE indicator_part ADD COLUMN IF NOT EXISTS predecessor INTEGER DEFAULT 0;
ALTER TABLE indicator_part ADD COLUMN IF NOT EXISTS continues BOOLEAN DEFAULT FALSE;
-- What an indicator can be, in its own unit; null: no limit. What lies outside is kept as measurement and never shown.
CREATE TABLE IF NOT EXISTS indicator_bound (indicator VARCHAR, lowest DOUBLE, highest DOUBLE);
-- A partner's own figures beside an intervention, in the order of its file: as last read, never judged. problem: why the last
-- attempt failed, '' when it did not; the figures of the last one that did not fail stay.
CREATE TABLE IF NOT EXISTS process_reading (
    intervention VARCHAR, file VARCHAR, topic VARCHAR, variant VARCHAR, modified VARCHAR, read_at TIMESTAMP, problem VARCHAR
);
CREATE TABLE IF NOT EXISTS process_figure (intervention VARCHAR, place INTEGER, period VARCHAR, value DOUBLE);
-- Regions that became part of others (areas.py). area_member: which parts an area had in which years; area_formed: since when there
-- is a region; area_year: of an area that still had to change after that year, how many parts it had and how many changes came.
CREATE OR REPLACE TABLE area_member (area VARCHAR, member VARCHAR, first_year INTEGER, last_year INTEGER);
CREATE OR REPLACE TABLE area_formed (area VARCHAR, year INTEGER);
CREATE OR REPLACE TABLE area_year (area VARCHAR, year INTEGER, parts INTEGER, changes_ahead INTEGER, is_split_ahead BOOLEAN);
CREATE TABLE IF NOT EXISTS region (code VARCHAR, name VARCHAR, province VARCHAR, is_current BOOLEAN);

-- Which reading of a source a stored cell belongs to: terms.variant_of_cell says the same to Python.
CREATE OR REPLACE MACRO variant_of_cell(catalogue, filters) AS CASE
    WHEN catalogue = 'bestand' THEN filters
    ELSE coalesce(list_extract(list_filter(string_split(filters, ';'), lambda part: starts_with(part, 'gebied=')), 1), '')
END;

-- Runs at the latest moment they can have been done: a run is older than those after it, and none is in the future.
CREATE OR REPLACE VIEW run_in_order AS
SELECT
    run_id, started_at,
    least(
        min(finished_at) OVER (ORDER BY run_id ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING), now() AT TIME ZONE 'UTC'
    ) AS finished_at,
    mode, municipality, outcome,
    min(finished_at) OVER (ORDER BY run_id ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING) > now() AT TIME ZONE 'UTC' AS is_ahead
FROM run;

-- Most indicators are one measurement as it stands: those need no putting together, which takes most of the time of millions.
-- Periods of several years can begin in the same year.
CREATE OR REPLACE VIEW part_to_place AS
SELECT *, count(*) OVER (PARTITION BY indicator) = 1 AND role = 'waarde' AND predecessor = 0
    AND NOT contains(filters, 'periode=meerjarig') AS is_alone
FROM indicator_part;

-- The areas of a source that gives figures of a region for years before it was formed: those of that year or later.
CREATE OR REPLACE MACRO division_at_run(wanted) AS TABLE
SELECT m.catalogue, m.table_id, m.topic, m.filters, max(area_formed.year) AS year
FROM measurement m JOIN area_formed ON m.region = area_formed.area AND m.year < area_formed.year
WHERE m.value <> 0 AND m.kept_out IS NULL AND m.run_id <= wanted AND (m.superseded_run IS NULL OR m.superseded_run > wanted)
GROUP BY ALL;

-- What holds is in two parts, since who works out all of it can do one after the other, in half the memory.
CREATE OR REPLACE MACRO observation_made_at_run(wanted) AS TABLE
WITH chain AS (
    -- The source and what it replaced, newest first; sources of one segment go on in each other, says the maker.
    SELECT indicator, predecessor,
        count(*) FILTER (predecessor > 0 AND NOT continues) OVER (PARTITION BY indicator ORDER BY predecessor) AS segment,
        count(*) OVER (PARTITION BY indicator) > 1 AS is_replaced
    FROM (SELECT DISTINCT indicator, predecessor, continues FROM indicator_part)
),
division AS (FROM division_at_run(wanted)),
placed AS (
    -- as_in: the year of which a figure has the areas.
    SELECT part.indicator, part.predecessor, part.role, part.multiplier, m.region, m.year, m.period, m.value, m.status,
        greatest(m.year, coalesce(division.year, 0)) AS as_in, coalesce(area_year.changes_ahead, 0) AS changes_ahead
    FROM measurement m
    JOIN part_to_place part USING (catalogue, table_id, topic, filters)
    LEFT JOIN division USING (catalogue, table_id, topic, filters)
    LEFT JOIN area_year ON area_year.area = m.region AND area_year.year = greatest(m.year, coalesce(division.year, 0))
    WHERE NOT is_alone AND m.kept_out IS NULL AND m.run_id <= wanted AND (m.superseded_run IS NULL OR m.superseded_run > wanted)
),
counted AS (
    -- Counts of all the parts that an area then had; complete: every part has its count, and none was split.
    SELECT p.indicator, p.predecessor, p.role, a.area AS region, p.year,
        any_value(p.multiplier) AS multiplier, any_value(p.period) AS period, sum(p.value) AS value, list(p.status) AS statuses,
        count(*) AS parts, count(*) = coalesce(any_value(y.parts), 1) AND NOT coalesce(any_value(y.is_split_ahead), FALSE) AS is_complete
    FROM placed p
    JOIN area_member a ON a.member = p.region AND p.as_in BETWEEN a.first_year AND a.last_year
    LEFT JOIN area_year y ON y.area = a.area AND y.year = p.as_in
    WHERE p.role IN ('teller', 'noemer')
    GROUP BY p.indicator, p.predecessor, p.role, a.area, p.year
),
summed AS (
    -- Numerator and denominator apart, never a percentage; where nothing had to be added, the figure itself serves.
    SELECT indicator, predecessor, region, year,
        any_value(period) FILTER (role = 'teller') AS period,
        any_value(value) FILTER (role = 'teller') AS numerator,
        any_value(value) FILTER (role = 'noemer') AS denominator,
        any_value(multiplier) AS multiplier, flatten(list(statuses)) AS statuses
    FROM counted WHERE is_complete
    GROUP BY indicator, predecessor, region, year
    HAVING count(*) = 2 AND max(parts) > 1
),
made AS (
    -- One row per indicator, region, year and source in the chain: a source has one figure per role there.
    SELECT
        indicator, predecessor, region, year,
        any_value(period) FILTER (role IN ('waarde', 'teller')) AS period,
        any_value(value) FILTER (role = 'waarde') AS own,
        any_value(value) FILTER (role = 'ondergrens') AS lower,
        any_value(value) FILTER (role = 'bovengrens') AS upper,
        any_value(value) FILTER (role = 'teller') AS numerator,
        any_value(value) FILTER (role = 'noemer') AS denominator,
        any_value(multiplier) AS multiplier,
        -- A ratio is as provisional as its least certain ingredient; an ingredient without a status says nothing.
        CASE
            WHEN bool_or(status = 'voorlopig') FILTER (role IN ('waarde', 'teller', 'noemer')) THEN 'voorlopig'
            WHEN bool_or(status = 'nader voorlopig') FILTER (role IN ('waarde', 'teller', 'noemer')) THEN 'nader voorlopig'
            WHEN bool_or(status = 'definitief') FILTER (role IN ('waarde', 'teller', 'noemer')) THEN 'definitief'
            ELSE ''
        END AS status,
        any_value(changes_ahead) AS changes_ahead,
        -- Counts of two areas are no ratio: one is of before a merger and the other already of after it.
        min(changes_ahead) = max(changes_ahead) AS is_one_area, FALSE AS is_summed
    FROM placed ANTI JOIN summed USING (indicator, predecessor, region, year)
    GROUP BY indicator, predecessor, region, year
    UNION ALL BY NAME
    SELECT * EXCLUDE (statuses), 0 AS changes_ahead, TRUE AS is_one_area, TRUE AS is_summed,
        CASE
            WHEN list_contains(statuses, 'voorlopig') THEN 'voorlopig'
            WHEN list_contains(statuses, 'nader voorlopig') THEN 'nader voorlopig'
            WHEN list_contains(statuses, 'definitief') THEN 'definitief'
            ELSE ''
        END AS status
    FROM summed
),
possible AS (
    SELECT made.*, coalesce(own, numerator / denominator * multiplier) AS value
    FROM made LEFT JOIN indicator_bound bound USING (indicator)
    WHERE (own IS NOT NULL OR (numerator IS NOT NULL AND denominator > 0 AND is_one_area))
        AND isfinite(coalesce(own, numerator / denominator * multiplier))
        AND coalesce(own, numerator / denominator * multiplier)
            BETWEEN coalesce(lowest, '-infinity') AND coalesce(highest, 'infinity')
),
filled AS (
    SELECT indicator, predecessor, year, count(*) FILTER (region <> 'NL') AS regions
    FROM possible JOIN chain USING (indicator, predecessor) WHERE is_replaced GROUP BY ALL
),
weighed AS (
    -- A year that a source has only just begun to fill, or for the nation alone, silences nothing older.
    SELECT *, regions < 0.5 * max(regions) OVER (PARTITION BY indicator, predecessor)
        OR (regions = 0 AND max(regions) OVER (PARTITION BY indicator, year) > 0) AS is_skeleton
    FROM filled
),
speaking AS (
    -- One source a year for every region, so that who is compared was measured alike: a predecessor for years that nothing newer has.
    SELECT indicator, predecessor, year FROM weighed
    QUALIFY predecessor = first_value(predecessor) OVER (PARTITION BY indicator, year ORDER BY is_skeleton, predecessor)
)
SELECT indicator, region, period, year, value, status, lower, upper, numerator, denominator, predecessor, segment,
    changes_ahead, is_summed
FROM possible JOIN chain USING (indicator, predecessor)
WHERE NOT is_replaced OR (indicator, predecessor, year) IN (SELECT (indicator, predecessor, year) FROM speaking);

CREATE OR REPLACE MACRO observation_alone_at_run(wanted) AS TABLE
SELECT part.indicator, m.region, m.period, m.year, m.value, m.status, NULL::DOUBLE AS lower, NULL::DOUBLE AS upper,
    NULL::DOUBLE AS numerator, NULL::DOUBLE AS denominator, 0 AS predecessor, 0 AS segment,
    coalesce(area_year.changes_ahead, 0) AS changes_ahead, FALSE AS is_summed
FROM measurement m
JOIN part_to_place part USING (catalogue, table_id, topic, filters)
LEFT JOIN division_at_run(wanted) division USING (catalogue, table_id, topic, filters)
LEFT JOIN area_year ON area_year.area = m.region AND area_year.year = greatest(m.year, coalesce(division.year, 0))
LEFT JOIN indicator_bound bound USING (indicator)
WHERE is_alone AND m.kept_out IS NULL AND m.run_id <= wanted AND (m.superseded_run IS NULL OR m.superseded_run > wanted)
    AND isfinite(m.value) AND m.value BETWEEN coalesce(lowest, '-infinity') AND coalesce(highest, 'infinity');

CREATE OR REPLACE MACRO observation_at_run(wanted) AS TABLE
FROM observation_made_at_run(wanted) UNION ALL FROM observation_alone_at_run(wanted);

CREATE OR REPLACE MACRO observation_as_of(moment) AS TABLE
SELECT * FROM observation_at_run((
    -- Who asks for today gets all that was done, also by a clock that was ahead.
    SELECT max(run_id) FROM run_in_order
    WHERE finished_at <= moment OR (is_ahead AND moment > now() AT TIME ZONE 'UTC' - INTERVAL 1 DAY)
));

CREATE OR REPLACE VIEW source AS
-- The last run that read anything: putting figures back reads nothing.
WITH latest AS (SELECT * FROM reading WHERE run_id = (SELECT max(run_id) FROM reading)),
good AS (
    -- Readings of before variants were told apart have none: one of them serves until its variant is read.
    SELECT latest.variant AS wanted, reading.*
    FROM reading JOIN latest ON reading.catalogue = latest.catalogue AND reading.table_id = latest.table_id
        AND reading.variant IN (latest.variant, '')
    WHERE reading.outcome IN ('gewijzigd', 'ongewijzigd')
    QUALIFY row_number() OVER (
        PARTITION BY latest.catalogue, latest.table_id, latest.variant
        ORDER BY reading.variant = latest.variant DESC, reading.run_id DESC
    ) = 1
),
cell AS (
    SELECT catalogue, table_id, filters, count(*) AS rows, max(period) AS newest_period
    FROM measurement WHERE superseded_run IS NULL AND kept_out IS NULL GROUP BY ALL
),
held AS (
    SELECT catalogue, table_id, variant_of_cell(catalogue, filters) AS variant, sum(rows)::BIGINT AS rows,
        max(newest_period) AS newest_period
    FROM cell GROUP BY ALL
)
SELECT
    latest.label AS source, latest.catalogue, latest.table_id, latest.variant, coalesce(good.title, latest.title) AS title, latest.holder,
    latest.licence, good.modified, good.selection, good.fetched_at, good.origin, coalesce(held.rows, 0) AS rows,
    held.newest_period, latest.outcome, latest.message,
    coalesce(nullif(latest.frequency, ''), good.frequency, '') AS frequency
FROM latest
LEFT JOIN good ON good.catalogue = latest.catalogue AND good.table_id = latest.table_id AND good.wanted = latest.variant
LEFT JOIN held
    ON held.catalogue = latest.catalogue AND held.table_id = latest.table_id AND held.variant = latest.variant
ORDER BY latest.catalogue, latest.table_id, latest.variant;
