from django.apps import AppConfig


class SigninConfig(AppConfig):
    name = "supportgroup.signin"

    def ready(self) -> None:
        from supportgroup.outbox.kinds import register  # models are not loaded before ready

        from .invitations import letters as invitations
        from .letters import KINDS

        for kind in (*KINDS, *invitations.KINDS):
            register(kind)
