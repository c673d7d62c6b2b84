"""Paper: Typst templates and plain data in, accessible PDF out; QR codes; the fonts we print with.

Files of this room: `pdf` (compile a template), `sections` and `binding` (take PDFs apart and bind them into one),
`apart` (set a large paper in a process of its own), `qr` (squares for a phone's camera), `glyphs` (what our fonts can
draw).
It stands low: it knows Django's settings and nothing else of ours. Templates lie in `templates/<package>/<room>/`,
what they share in `templates/documents/`; `fonts/` holds Liberation Sans and Mono, and Noto for the letters of
Arabic, Hebrew, Amharic, Thai, Georgian, Armenian and eight scripts of India (SIL Open Font Licence, OFL.txt).
"""
