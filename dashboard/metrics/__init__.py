"""The measures: arithmetic on small frames, one question a module.

Columns in, columns out, both named in the module's capitals. Nothing here knows Django, an app, the clock or a
person's name. A frame may be empty (a region with nothing in it); a cell that is not in a frame counts 0;
an undefined rate is null.
"""
