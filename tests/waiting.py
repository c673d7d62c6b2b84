"""What one room puts on somebody's Today page, gathered as the page gathers it."""

from supportgroup.home.lines import lines_of


def lines_of_room(room, user, group, day):
    return lines_of(room.watches(user, group, day))
