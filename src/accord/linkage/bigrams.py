"""Letter pairs, commonest first, so that a filter can give each common one a bit of its own.

Counted over the lists of common names and towns in ``train/frequencies.py``, each value by the square root of its
share; ``_`` stands for either end of a value. All other pairs follow in the order of their letters.
"""

from __future__ import annotations

_COMMON = """
n_ an er e_ a_ on ar _m s_ ha _s r_ y_ _l ri in re ma _a le el _c al la am ne _b ch ie ra l_ _j en li or _h ro
ll _r is _g mi to _k sa nd th es na _p d_ _d he il ng _w st _t be te at nt au mo ur t_ ni so co me ia h_ de ga
o_ _e ic ou lo i_ br ca _f wa _n ol as ss se _o hi ed ta nn os va da ey g_ it jo ea et pe ke vi ti nc us ry rt
m_ ja rr u_ rn rd ue ka k_ tr ir sh tt _v si gu ph su dr ve ho ay z_ ot pa ab oo ge ac hu rs ns di ei do id fr
eb ai ah rk _i ls gi ow po im sc oh iv gh ev ba ad gr bo wi rg av ul op un _y ui ew ak rl no yl ug lu uc ki ag
je ud c_ we ez fa bu ce ig x_ em eg go mu om za hn bi ep ov eu ee rm oi qu w_ fo lg ck cl _z fe ob mp aw ds gn
ye sy ru hm io ld gl ju ci ax ko kh ya rc ec oa lt ip dn du yo rb ok yd ly ua sm if ut mb um dm tu nh dy ct dh
tc bl hr by od ps ts ny lm ex rp v_ mm lb wo pt pi ys sk ks of dd rz yn ib ik f_ uz cy xa wn db uv wy iz af ae
hl zh nj lv ef hy og ff uk mc b_ _q sg vo fi ku nz ht wh ek cr tj yu dg kr up ao tl bb aj ms oy uy cd dw iu ty
xi eo oe tm pp _u fl ji aa _x ub wu sz zy kl lf ap vr yi kv ox iy pr nk gt bd uf az cu zi oq sf gs lp sr tb pb
cm dv hb ml lk cc sq nb nw cq yv aq wr fg
"""
_LETTERS = "_aeinrlostdmchkuybgvpjwzfxq0123456789"
"""What folded values are made of, commonest first."""


def ranked() -> tuple[str, ...]:
    """Return every pair of letters and digits that a folded value may hold, commonest first."""
    pairs = [(one, other) for one in range(len(_LETTERS)) for other in range(len(_LETTERS))]
    pairs.sort(key=lambda pair: (pair[0] + 2) * (pair[1] + 2))
    return tuple(
        dict.fromkeys((*_COMMON.split(), *(_LETTERS[one] + _LETTERS[other] for one, other in pairs)))
    )
