"""Looking after the service: the first day, back-up and restore, the keys of the house, and the doctor.

Further files: box (an encrypted stream that says when it was cut or changed), parcel (what lies in it), postgres (the
database's own programs), census (counts and sums of every table), keyring (fingerprints of keys), passphrase, backup,
restore, rotation (which columns are encrypted), findings, doctor and checks (what is wrong with
a set-up, and how to mend it).
"""
