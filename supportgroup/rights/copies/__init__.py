"""Copies of everything held on one person: asked for, timed, made when they are wanted, handed over or refused.

Further files: gathering (what every room holds, in one shape), paper (the copy and its letters as PDF), timing (how a
request stands), part (the section of a person's page), pages (what the pages show), kept (how long requests are kept).
"""
