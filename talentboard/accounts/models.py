"""People who can sign in."""

import uuid

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower, Now

from talentboard.names import sort_key


class UserManager(BaseUserManager):
    """Accounts by e-mail. There are no superusers: the table of roles alone grants."""

    def with_address(self, email: str):
        """The account of an address, whatever its capitals; None when there is none."""
        return self.filter(email__iexact=email.strip()).first()

    def create_user(self, email: str, name: str, password: str | None = None, **fields):
        user = self.model(email=email.strip().lower(), name=name.strip(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, email: str):
        return self.get(email__iexact=email)


class User(AbstractBaseUser):
    """An account. The e-mail address is its name; what it may do stands in the roles it holds."""

    class State(models.TextChoices):
        INVITED = "invited", "Invited"
        OPEN = "open", "Open"
        CLOSED = "closed", "Closed"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField("E-mail address", max_length=254, unique=True)
    name = models.CharField(max_length=150)
    sort_key = models.CharField(max_length=150, editable=False, db_index=True)
    is_active = models.BooleanField(default=True)
    invited_by = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]
    objects = UserManager()

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="user_email_unique")]
        ordering = ["sort_key", "id"]

    def __str__(self) -> str:
        return self.name

    def save(self, *args, **kwargs):
        self.sort_key = sort_key(self.name)[:150]
        super().save(*args, **kwargs)

    @property
    def state(self) -> State:
        """Closed; invited, until a password is set or an identity provider has vouched for them; open."""
        if not self.is_active:
            return self.State.CLOSED
        return self.State.OPEN if self.has_usable_password() or self.last_login else self.State.INVITED

    def described(self) -> str:
        """The name with the roles held today, as the head of every page says it."""
        from talentboard.access import scopes_of

        roles = list(dict.fromkeys(scope.role.in_words for scope in scopes_of(self)))
        return ", ".join([self.name, *roles])

    def get_short_name(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        return self.name

    # Django asks these of the admin's users; here the table of roles answers instead.
    is_staff = False
    is_superuser = False

    def has_perm(self, perm, obj=None) -> bool:
        return False

    def has_module_perms(self, app_label) -> bool:
        return False
