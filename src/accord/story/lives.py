"""Thirty survivors of the story, all invented: who they wish to be called, what they need, what they chose.

One line a life. ``acts`` are words of ``support_side.py``, in order; ``days`` ago the file was opened.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Life:
    """``by`` the agency that keeps the file; ``contact``, ``support``, ``complaint`` as the vocabulary has them."""

    days: int
    by: str
    name: str
    legal: str
    age: int
    gender: str
    languages: str
    city: str
    province: str
    support: str
    complaint: str
    needs: str
    acts: str

    @property
    def is_minor(self) -> bool:
        return self.age < 18


LIVES = (
    Life(0, "Havre", "Luna", "Marisol Quetzal-Vega", 22, "woman", "es fr", "Montréal", "QC", "accepted", "not_raised",
         "shelter medical phone", "screen safety refer:Clinique:sent hold interpreter:es"),
    Life(1, "Havre", "Nadège", "Nadège Beausoleil-Roy", 19, "woman", "fr", "Montréal", "QC", "accepted", "thinking",
         "shelter mental_health", "screen safety refer:Passerelle:accepted police cover"),
    Life(1, "Jeunes", "Zo", "Zoé Lanthier-Cyr", 16, "non_binary", "fr", "Gatineau", "QC", "accepted", "not_raised",
         "shelter safety", "screen duty missing push:waiting"),
    Life(2, "Passerelle", "Precious", "Precious Adeyinka-Holt", 24, "woman", "en", "Toronto", "ON", "accepted", "no",
         "housing immigration", "screen safety permit:requested refer:Clinique:in_progress"),
    Life(3, "Lakeside", "Dee", "Deanna Crowhurst", 27, "woman", "en", "Niagara Falls", "ON", "accepted", "wishes",
         "shelter substances", "screen safety danger police court paper:vqrp team:Clinique"),
    Life(4, "Hôpital", "Thanh", "Thanh Nguyen-Brise", 31, "woman", "vi fr", "Gatineau", "QC", "offered", "not_raised",
         "medical interpreter", "screen refer:Havre:declined placed interpreter:vi"),
    Life(5, "Havre", "Camille", "Camille Ostiguy", 17, "woman", "fr", "Montréal", "QC", "accepted", "thinking",
         "safety mental_health", "screen duty clock:child-protection-qc:report push refer:Jeunes:accepted"),
    Life(6, "Cedar", "Wren", "Wren Littlecrane", 20, "woman", "en cr", "Winnipeg", "MB", "accepted", "no",
         "culture housing", "screen safety goal withdraw:worker"),
    Life(7, "Passerelle", "Marek", "Marek Dvorsky-Hall", 38, "man", "cs en", "Toronto", "ON", "accepted", "wishes",
         "legal income immigration", "screen labour permit:issued match"),
    Life(8, "Étape", "Sofia", "Sofia Balanescu", 29, "woman", "ro fr", "Québec", "QC", "accepted", "made",
         "housing children", "screen children goal compensation court refer:Passerelle:silent"),
    Life(10, "Havre", "Awa", "Awa Diop-Larose", 25, "woman", "fr", "Montréal", "QC", "paused", "no",
         "shelter immigration", "screen refused permit:asked"),
    Life(12, "Lakeside", "Ro", "Rowan Pettibone", 23, "trans_man", "en", "Niagara Falls", "ON", "accepted",
         "not_raised", "mental_health peers", "screen safety permit:withdrawn hold"),
    Life(14, "Clinique", "Grace", "Grace Mwangi-Field", 26, "woman", "sw en", "Ottawa", "ON", "accepted", "not_raised",
         "medical shelter", "screen permit:interview refer:Passerelle:in_progress"),
    Life(17, "Havre", "Maëlle", "Maëlle Tousignant-Aubé", 18, "woman", "fr", "Laval", "QC", "accepted", "taken_back",
         "safety education", "screen safety refer:Passerelle:accepted withdraw:card"),
    Life(21, "Passerelle", "Bao", "Bao Lin-Everett", 34, "man", "zh", "Toronto", "ON", "accepted", "not_raised",
         "legal income", "screen labour permit:expiring refer:Clinique:done"),
    Life(24, "Jeunes", "Kim", "Kimberley Sauvageau", 15, "woman", "fr en", "Gatineau", "QC", "accepted", "not_raised",
         "safety education mental_health", "screen duty safety push:discarded"),
    Life(30, "Étape", "Ines", "Inès Carvalho-Roy", 33, "woman", "pt fr", "Québec", "QC", "accepted", "made",
         "housing income", "goal reached permit:refused"),
    Life(38, "Havre", "Jade", "Jade Villemure", 21, "trans_woman", "fr", "Montréal", "QC", "declined", "no",
         "shelter", "screen permit:requested clock:cvbr-requests:ask-again lost refer:Clinique:in_progress"),
    Life(47, "Lakeside", "Tess", "Tessa Underwood", 30, "woman", "en", "Niagara Falls", "ON", "accepted", "made",
         "court legal", "goal refer:Clinique:withdrawn clock:cvbr-requests:ask-again hand:Passerelle"),
    Life(55, "Passerelle", "Ama", "Ama Boateng-Clarke", 28, "woman", "en", "Toronto", "ON", "accepted", "no",
         "housing income education", "goal permit:renewed"),
    Life(68, "Cedar", "Rain", "Rainey Blackfeather", 17, "woman", "en", "Winnipeg", "MB", "accepted", "not_raised",
         "culture safety education", "screen duty"),
    Life(80, "Havre", "Lola", "Dolores Ibarrondo", 36, "woman", "es", "Montréal", "QC", "ended", "not_raised",
         "shelter immigration", "screen permit:expired closed:moved"),
    Life(95, "Hôpital", "Mo", "Mohamed Sellami-Roy", 22, "man", "ar fr", "Gatineau", "QC", "ended", "no",
         "medical", "labour closed:own_wish"),
    Life(112, "Passerelle", "Faith", "Faith Okonjo-Bell", 26, "woman", "en", "Toronto", "ON", "ended", "made",
         "housing court income", "goal closed:reached"),
    Life(130, "Étape", "Ana", "Anamaria Petrescu-Roy", 41, "woman", "ro", "Québec", "QC", "ended", "no",
         "housing children", "closed:reached"),
    Life(151, "Havre", "Maya", "Maya Deslongchamps", 20, "woman", "fr", "Montréal", "QC", "ended", "taken_back",
         "shelter substances", "screen closed:lost"),
    Life(176, "Lakeside", "Sky", "Skyler Hathaway-Moss", 19, "non_binary", "en", "Niagara Falls", "ON", "ended", "no",
         "shelter peers", "closed:moved"),
    Life(203, "Passerelle", "Lin", "Linh Tran-Fletcher", 32, "woman", "vi", "Toronto", "ON", "ended", "not_raised",
         "legal income", "labour closed:reached"),
    Life(238, "Cedar", "Dawn", "Dawn Marchand-Crow", 24, "woman", "en", "Winnipeg", "MB", "ended", "no",
         "culture shelter", "closed:reached"),
    Life(270, "Havre", "Élo", "Élodie Francoeur-Petit", 23, "woman", "fr", "Montréal", "QC", "ended", "made",
         "shelter court", "closed:reached"),
)  # fmt: skip
