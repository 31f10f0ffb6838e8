"""Accounts and hashed sessions, in the schema of the door role."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from accord.base.clock import new_id, now


class AccountManager(BaseUserManager["Account"]):
    """Accounts are made by an agency's administrator, each for one member."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> Account:
        account = self.model(email=self.normalize_email(email).lower(), **fields)
        account.set_password(password)  # None: unusable until the invitation is answered
        account.save(using=self._db)
        return account

    def get_by_natural_key(self, username: str | None) -> Account:
        return self.get(email=(username or "").lower())


class Account(AbstractBaseUser):
    """How one member signs in. Its id is the member's id: the door knows no more of the member than that."""

    id = models.UUIDField(primary_key=True, default=new_id)
    email = models.EmailField(unique=True)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(default=now)

    objects = AccountManager()
    USERNAME_FIELD = "email"

    class Meta:
        db_table = "account"

    def __str__(self) -> str:
        return str(self.id)


class Session(models.Model):
    """A signed-in browser. The cookie holds the token; here lies its SHA-256, so a copy of this table opens nothing.

    ``active_until`` moves with use and is the idle lock: after it the database itself no longer knows the member.
    """

    token_hash = models.BinaryField(primary_key=True)
    id = models.UUIDField(default=new_id, unique=True)  # how a member names a session to revoke it
    account_id = models.UUIDField(null=True, db_index=True)
    member_id = models.UUIDField(null=True)  # whom the database acts for; empty until a second factor stands
    data = models.TextField()  # signed by Django; holds no personal data
    created_at = models.DateTimeField(default=now)
    active_until = models.DateTimeField()
    expires_at = models.DateTimeField()
    browser = models.TextField(default="")

    class Meta:
        db_table = "session"

    def __str__(self) -> str:
        return str(self.id)


class KeptForm(models.Model):
    """What a member typed and could not send any more: sealed for the account, and gone after a shift."""

    id = models.UUIDField(primary_key=True, default=new_id)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="kept_forms")
    sealed = models.BinaryField()
    until = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "kept_form"

    def __str__(self) -> str:
        return str(self.id)


class Invitation(models.Model):
    """A link that lets one person set the password of an account, once, within 72 hours. Its token is kept hashed."""

    id = models.UUIDField(primary_key=True, default=new_id)
    account = models.OneToOneField(Account, on_delete=models.CASCADE, related_name="invitation")
    token_hash = models.BinaryField(unique=True)
    until = models.DateTimeField()
    created_at = models.DateTimeField(default=now)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "invitation"

    def __str__(self) -> str:
        return str(self.id)
