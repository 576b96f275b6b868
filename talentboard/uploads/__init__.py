"""Files as pages take them: kept for a day for whoever sent them, checked, and saved only when all is right.

Apps above register the kinds of file they take (`kinds.register_kind`) and what can be done after saving
(`kinds.register_next_step`).
"""
