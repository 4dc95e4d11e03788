--- table message_words
CREATE VIRTUAL TABLE message_words USING fts5 (
    words, content = '', contentless_delete = 1, prefix = '1 2 3 4 5 6 7 8 9', tokenize = 'unicode61 remove_diacritics 2'
  );
