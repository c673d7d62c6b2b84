"""What people wrote, put into themes: tagged, merged, counted, quoted. Texts that PALS has released, and no others.

Further files: quoting (the actions of quotations), codebook (the fields people wrote in, and what earlier rounds called
their themes), reading (which texts have been read), shown (the themes of a survey as its results show them, after
disclosure).
"""
