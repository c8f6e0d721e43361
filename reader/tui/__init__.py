"""The terminal program: the only place that knows Textual. It imports nothing that loads jieba or CTranslate2."""
