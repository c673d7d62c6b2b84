"""Invented names for an invented town. Nobody here exists."""

FEMALE = (
    "Christine Judith Fiona Ruth Susan Helen Maureen Angela Carol Denise Yvonne Elaine Joanne Nicola Tracey Wendy "
    "Jacqueline Marcia Beatriz Sian Aoife Moira Sheila Doreen Pauline Gillian Hazel Linda Margaret Patricia Sandra "
    "Alison Brenda Catherine Dawn Eleanor Frances Grace Hannah Irene Jean Karen Laura Megan Nora Olive Penelope "
    "Rosemary Sally Teresa Ursula Vera Winifred Zoe Abigail Bethany Chloe Daisy Emily Freya Georgia Holly Isla "
    "Jasmine Kirsty Lucy Molly Naomi Orla Poppy Rachel Sophie Tamsin"
).split()
MALE = (
    "Peter Michael Keith Paul Anthony Stephen David Timothy Alan Kevin Gary Robert Barry Geoffrey Brian Colin Derek "
    "Edward Frank Gordon Harold Ian James Kenneth Leonard Martin Norman Oliver Philip Raymond Simon Thomas Victor "
    "Walter Andrew Benjamin Charles Daniel Eric Fergus Graham Henry Isaac Jack Liam Matthew Nathan Owen Patrick "
    "Ralph Samuel Trevor Vincent William Adam Callum Dominic Ewan Finlay George Harry Jacob Lewis Rhys"
).split()
FAMILY = (
    "Abbott Adams Allen Anderson Andrews Appleby Armstrong Ashworth Atkinson Bailey Baker Barker Barnes Bell Bennett "
    "Berry Bishop Blake Booth Bowen Bradley Brennan Briggs Brook Brown Bryant Burgess Burton Byrne Campbell Carr "
    "Carter Chapman Clarke Cole Collins Cooper Coward Crossley Dalton Davies Dawson Dixon Doyle Duncan Eastwood "
    "Edwards Ellis Farrell Fletcher Forster Foster Gallagher Gardner Gibson Gill Graham Green Hale Hardy Harris "
    "Hartley Hayes Heath Hill Holt Howarth Hudson Hughes Hunter Ingram Jackson Jarvis Jenkins Kay Kelly Kerr Knight "
    "Lambert Lane Lawson Leach Lloyd Lowe Marsden Marsh Mason Mills Mitchell Moore Morgan Murray Naylor Newton Nolan "
    "Norris Oakley Osborne Palmer Parker Pearson Perry Pickering Porter Powell Pritchard Quinn Ramsden Redfern Reid "
    "Roberts Rowe Russell Salter Saunders Sharp Shaw Sinclair Slater Stone Sutcliffe Swift Taylor Thorpe Todd Tucker "
    "Turner Underwood Vaughan Wade Walsh Warner Watson Webb Wells Whitfield Wilkes Woods Wright Yates"
).split()

# Names usual among people who speak these languages at home: (women, men, family names).
BY_LANGUAGE = {
    "Polish": (["Ewa", "Agnieszka"], ["Tomasz", "Marek"], ["Bartosz", "Kowalska", "Nowak", "Zielinski"]),
    "Urdu": (["Nasreen", "Samina"], ["Imran", "Bilal"], ["Akhtar", "Butt", "Chaudhry", "Mirza"]),
    "Punjabi": (["Harpreet", "Manjit"], ["Gurdeep"], ["Gill", "Sandhu", "Dhaliwal"]),
    "Bengali": (["Rashida"], ["Jamal"], ["Begum", "Miah"]),
    "Arabic": (["Hodan"], ["Yusuf"], ["Abdi", "Haddad"]),
    "Portuguese": (["Beatriz"], ["Rui"], ["Costa", "Ferreira"]),
    "British Sign Language": (["Hilary"], ["Desmond"], ["Marsh", "Peel"]),
}
STREETS = (
    "Orchard Close,Mill Lane,Station Road,Church Street,Victoria Terrace,Park Avenue,Brook Street,High Street,"
    "Meadow View,Chapel Lane,Queens Road,The Crescent,Canal Row,Hilltop Drive,School Lane,Garden Walk"
).split(",")
# The further out, the later in the list: (places, outward part of an invented postcode).
PLACES = {
    "under_5": ("Eastbrook", "Nether Eastbrook", "Southgate"),
    "5_to_9": ("Millthorpe", "Ashby Green"),
    "10_to_19": ("Castle Dale", "Thornley", "Whitmoor"),
    "20_to_39": ("Harrowfell", "Long Sutton Moor"),
    "40_or_more": ("Skelby Sands",),
}
