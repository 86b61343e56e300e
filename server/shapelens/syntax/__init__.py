"""Source text to chunks, LibCST, and the lowered form that the interpreter walks. The only part that imports libcst.

Reading order: `chunks` (where a text is cut), `versions` (and cut again), `lowered` (what comes out), `parse`, `blocks`
(long definitions), `lower_statements`, `oversize` (what LibCST would not survive); `cells`, `notebooks` and `magics` (a
notebook as one text); `edits` (back to text).
"""
