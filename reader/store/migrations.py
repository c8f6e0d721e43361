"""The shape of the store, version by version. `PRAGMA user_version` says how many of these have been applied."""

MIGRATIONS: tuple[str, ...] = (
    """
    CREATE TABLE documents (
        id        INTEGER PRIMARY KEY,
        origin    TEXT NOT NULL UNIQUE,   -- absolute path, URL, or "-" and a hash for text from standard input
        document  TEXT NOT NULL,          -- the document model as JSON, so that it opens again without its source
        opened    TEXT NOT NULL,          -- when it was last opened, UTC, ISO 8601
        place     TEXT                    -- the reading position, an anchor as JSON
    );
    CREATE TABLE translations (
        source    TEXT NOT NULL,          -- text of the sentence
        engine    TEXT NOT NULL,
        version   TEXT NOT NULL,
        options   TEXT NOT NULL,          -- what else decides the engine's output
        glossary  TEXT NOT NULL,          -- hash of the glossary entries that match in this very sentence
        target    TEXT NOT NULL,
        terms     TEXT NOT NULL,          -- what became of each term, as JSON
        PRIMARY KEY (source, engine, version, options, glossary)
    ) WITHOUT ROWID;
    CREATE TABLE corrections (
        id        INTEGER PRIMARY KEY,
        document  INTEGER NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
        kind      TEXT NOT NULL,          -- "cut" or "join": a sentence border the reader set or took away
        anchor    TEXT NOT NULL,          -- where, as JSON
        undone    INTEGER NOT NULL DEFAULT 0
    );
    CREATE INDEX corrections_of_document ON corrections (document, id);
    """,
    """
    ALTER TABLE translations ADD COLUMN original TEXT NOT NULL DEFAULT '';   -- the engine's words where it was mended
    ALTER TABLE translations ADD COLUMN flags TEXT NOT NULL DEFAULT '[]';    -- what there is to say about it, as JSON
    ALTER TABLE translations ADD COLUMN links TEXT NOT NULL DEFAULT '[]';    -- which words render which, as JSON
    ALTER TABLE documents ADD COLUMN chosen TEXT;  -- engine and glossaries of its last reading, as JSON
    """,
    """
    CREATE TABLE human (
        id         INTEGER PRIMARY KEY,
        source     TEXT NOT NULL,         -- text of the sentence
        target     TEXT NOT NULL,         -- what a human wrote for it; '' gives it back to the engine
        written    TEXT NOT NULL,         -- when, UTC, ISO 8601
        correction INTEGER REFERENCES corrections(id) ON DELETE SET NULL,  -- where it was written; null: imported
        undone     INTEGER NOT NULL DEFAULT 0
    );
    CREATE INDEX human_of_source ON human (source, id);
    CREATE INDEX human_of_correction ON human (correction);
    CREATE INDEX human_by_length ON human (length(source), source);         -- these two have all that is looked at
    CREATE INDEX translations_by_length ON translations (length(source));   -- to find sentences that are nearly alike
    """,
    """
    CREATE TABLE rules (
        id         INTEGER PRIMARY KEY,
        kind       TEXT NOT NULL,         -- "words": how these characters are cut; "reading": how the word is read
        word       TEXT NOT NULL,
        parts      TEXT NOT NULL,         -- its words, or its pinyin, separated by spaces
        text       TEXT NOT NULL,         -- the origin of the only document it holds for; '': all
        place      TEXT NOT NULL,         -- the only place in that, an anchor as JSON; '': all
        correction INTEGER REFERENCES corrections(id) ON DELETE SET NULL,  -- where it was made; null: imported
        undone     INTEGER NOT NULL DEFAULT 0
    );
    CREATE INDEX rules_of_text ON rules (text, id);
    CREATE INDEX rules_of_correction ON rules (correction);
    """,
    """
    CREATE TABLE statuses (
        id         INTEGER PRIMARY KEY,
        word       TEXT NOT NULL,
        pinyin     TEXT NOT NULL,         -- its reading, syllables separated by spaces
        status     TEXT NOT NULL,         -- "new", "learning 1" to "learning 4", "known", "ignored"
        correction INTEGER REFERENCES corrections(id) ON DELETE SET NULL,  -- where it was given
        undone     INTEGER NOT NULL DEFAULT 0
    );
    CREATE INDEX statuses_of_word ON statuses (word, pinyin, id);
    CREATE INDEX statuses_of_correction ON statuses (correction);
    CREATE TABLE levels (
        id         INTEGER PRIMARY KEY,
        level      INTEGER NOT NULL,      -- words of HSK up to this are known; 0: has been asked for, and none are
        correction INTEGER REFERENCES corrections(id) ON DELETE SET NULL,  -- where it was said
        undone     INTEGER NOT NULL DEFAULT 0
    );
    """,
    """
    CREATE TABLE texts (                  -- apart from what changes often: SQLite writes a row anew as a whole
        document INTEGER PRIMARY KEY REFERENCES documents(id) ON DELETE CASCADE,
        content  TEXT NOT NULL            -- the document model as JSON
    );
    INSERT INTO texts SELECT id, document FROM documents;
    ALTER TABLE documents ADD COLUMN title TEXT NOT NULL DEFAULT '';          -- its own, or how it begins
    ALTER TABLE documents ADD COLUMN publisher TEXT NOT NULL DEFAULT '';
    ALTER TABLE documents ADD COLUMN name TEXT NOT NULL DEFAULT '';           -- what the reader calls it instead
    ALTER TABLE documents ADD COLUMN tags TEXT NOT NULL DEFAULT '';           -- separated by spaces
    ALTER TABLE documents ADD COLUMN characters INTEGER NOT NULL DEFAULT 0;   -- how long its text is
    ALTER TABLE documents ADD COLUMN file TEXT NOT NULL DEFAULT '';  -- its file when it was read: time of change, size
    ALTER TABLE documents ADD COLUMN deleted TEXT;                   -- when the reader took it from the shelf
    ALTER TABLE documents ADD COLUMN sentences INTEGER NOT NULL DEFAULT 0;    -- how many are to be translated
    ALTER TABLE documents ADD COLUMN translated INTEGER NOT NULL DEFAULT 0;   -- how many of these are
    ALTER TABLE documents ADD COLUMN counted INTEGER NOT NULL DEFAULT 0;      -- whether these two are up to date
    ALTER TABLE documents ADD COLUMN edition INTEGER NOT NULL DEFAULT 0;      -- one more whenever its text is another
    ALTER TABLE documents ADD COLUMN indexed INTEGER NOT NULL DEFAULT 0;  -- how many characters of it can be found
    UPDATE documents SET title = coalesce(json_extract(document, '$.title'), ''),
        publisher = coalesce(json_extract(document, '$.publisher'), ''),
        characters = length(json_extract(document, '$.text'));
    ALTER TABLE documents DROP COLUMN document;
    CREATE TABLE passages (               -- all texts, in pieces that overlap
        id       INTEGER PRIMARY KEY,
        document INTEGER NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
        edition  INTEGER NOT NULL,
        start    INTEGER NOT NULL,        -- where in the text of the document, in characters
        text     TEXT NOT NULL
    );
    CREATE INDEX passages_of_document ON passages (document, edition);
    CREATE VIRTUAL TABLE found USING fts5(characters, content='', tokenize='unicode61 remove_diacritics 0');
    """,
    """
    ALTER TABLE human ADD COLUMN engine TEXT NOT NULL DEFAULT '';   -- of what a human chose; '': a human wrote it
    ALTER TABLE human ADD COLUMN version TEXT NOT NULL DEFAULT '';
    ALTER TABLE human ADD COLUMN made TEXT NOT NULL DEFAULT '';     -- what else is known of what was chosen, as JSON
    CREATE TABLE terms (
        id         INTEGER PRIMARY KEY,
        source     TEXT NOT NULL,
        change     TEXT NOT NULL,         -- what was done to the file of the reader's glossary, as the glossary has it
        correction INTEGER REFERENCES corrections(id) ON DELETE SET NULL,  -- where it was done
        undone     INTEGER NOT NULL DEFAULT 0
    );
    CREATE INDEX terms_of_correction ON terms (correction);
    """,
    """
    CREATE TABLE told (                   -- what the reader has been told once and need not be told again
        what TEXT PRIMARY KEY
    ) WITHOUT ROWID;
    """,
)
