"""Glossary terms with proof: found in the English, or brought into it, and which step did it.

finding ─▶ present │ placing ─▶ chosen, injected │ rendering, fitting ─▶ replaced │ unplaced
"""
