"""Source text to chunks, and the lowered form that the interpreter walks. The only part that imports libcst.

Reading order: `chunks` (where a text is cut), `versions` (and cut again), `lowered` (what comes out), `parse`, `native`
(how nearly all is read), `lower_statements` (the rest, by LibCST), `blocks` (long definitions), `oversize` (what LibCST
would not survive); `cells`, `notebooks` and `magics` (a notebook as one text); `edits` (back to text).
"""
