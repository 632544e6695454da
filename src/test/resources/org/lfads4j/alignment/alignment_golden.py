"""Alignment matrices by plain NumPy, for AlignmentGoldenTest: python3 alignment_golden.py

Writes alignment_golden.json beside itself (NumPy 2.4). Nothing here follows the Java code: the
stack of averages is one array with NaN in its gaps, covariances are taken pair by pair, least
squares is numpy.linalg.lstsq, and the ridge solves its normal equations with a column of ones.
"""

import json
import pathlib

import numpy as np


def averages(counts, labels, conditions):
    """Neurons x (conditions x bins); NaN where the session lacks a condition."""
    counts = np.asarray(counts, float)
    blocks = []
    for condition in conditions:
        chosen = [i for i, label in enumerate(labels) if label == condition]
        if chosen:
            blocks.append(counts[chosen].mean(axis=0).T)
        else:
            blocks.append(np.full(counts.shape[:0:-1], np.nan))
    return np.concatenate(blocks, axis=1)


def components(rows, count):
    """The first principal components of rows with gaps, and whether pairs of columns sufficed."""
    size = rows.shape[1]
    covariance = np.empty((size, size))
    for i in range(size):
        for j in range(size):
            both = ~np.isnan(rows[:, i]) & ~np.isnan(rows[:, j])
            covariance[i, j] = rows[both, i] @ rows[both, j] / max(both.sum() - 1, 1)
    values, vectors = np.linalg.eigh(covariance)
    pairwise = bool(values[0] >= -1e-10 * values[-1])
    if not pairwise:
        values, vectors = np.linalg.eigh(np.cov(rows[~np.isnan(rows).any(axis=1)].T))
    out = vectors[:, ::-1][:, :count].copy()
    out[:, values[::-1][:count] <= 1e-13 * values[-1]] = 0
    for k in range(count):
        out[:, k] *= np.sign(out[np.argmax(np.abs(out[:, k])), k]) or 1
    return out, pairwise


def ridge(x, y, normalize_each):
    sd = np.std(x, axis=0, ddof=1) if normalize_each else np.full(x.shape[1], np.std(x, ddof=1))
    sd = np.where(sd > 0, sd, 1)
    x = x / sd

    def solve(some_x, some_y, penalty):
        ones = np.column_stack([some_x, np.ones(len(some_x))])
        unpenalised_intercept = np.diag([penalty] * some_x.shape[1] + [0])
        return np.linalg.solve(ones.T @ ones + unpenalised_intercept, ones.T @ some_y)

    penalties = np.logspace(-5, 2, 15)
    folds = min(10, len(x))
    errors = np.zeros((folds, len(penalties)))
    for fold in range(folds):
        test = np.arange(len(x)) % folds == fold
        for p, penalty in enumerate(penalties):
            weights = solve(x[~test], y[~test], penalty)
            predicted = np.column_stack([x[test], np.ones(test.sum())]) @ weights
            errors[fold, p] = np.mean((predicted - y[test]) ** 2)
    penalty = penalties[np.argmin(errors.mean(axis=0))]
    return solve(x, y, penalty)[:-1] / sd[:, None], penalty


def align(sessions, factors, how, normalize_each=False):
    conditions = sorted({label for s in sessions for label in s["conditions"]})
    each = [averages(s["counts"], s["conditions"], conditions) for s in sessions]
    biases = [np.nanmean(a, axis=1) for a in each]
    stack = np.concatenate(each)
    centred = stack - np.nanmean(stack, axis=1, keepdims=True)
    count = min(factors, len(stack))
    pcs, pairwise = components(centred.T, count)
    scores = pcs.T @ centred
    matrices, penalties = [], []
    for average in each:
        if len(each) == 1:
            matrix, penalty = pcs, None
        else:
            seen = ~np.isnan(average).any(axis=0) & ~np.isnan(scores).any(axis=0)
            x = average[:, seen].T
            y = scores[:, seen].T
            x = x - x.mean(axis=0)
            y = y - y.mean(axis=0)
            if how == "ridgeRegressGlobalPCs":
                matrix, penalty = ridge(x, y, normalize_each)
            else:
                matrix, penalty = np.linalg.lstsq(x, y, rcond=None)[0], None
        matrices.append(np.pad(matrix, ((0, 0), (0, factors - count))).tolist())
        penalties.append(penalty)
    bins = len(sessions[0]["counts"][0])
    shaped = scores.T.reshape(len(conditions), bins, count)
    return {
        "approach": how,
        "normalizeEach": normalize_each,
        "factors": factors,
        "sessions": [s["session"] for s in sessions],
        "pairwise": pairwise,
        "conditions": conditions,
        "matrices": matrices,
        "biases": [b.tolist() for b in biases],
        "penalties": penalties,
        "globalPcs": [[[None if np.isnan(v) else v for v in t] for t in c] for c in shaped.tolist()],
    }


def session(rng, name, neurons, repeats, bins, spread, silent=None):
    """Poisson counts of smooth rates; repeats maps a condition to its number of trials."""
    weights = rng.normal(size=(neurons, 3)) * spread
    counts, labels = [], []
    for condition, trials in repeats.items():
        phase = 1.7 * (ord(condition) - ord("a"))
        t = np.arange(bins)
        latents = np.stack([np.sin(0.5 * t + phase), np.cos(0.3 * t - phase), np.sin(0.9 * t)])
        for _ in range(trials):
            trial = rng.poisson(np.exp(0.4 + weights @ latents).T)
            if silent is not None:
                trial[:, silent] = 0
            counts.append(trial.tolist())
            labels.append(condition)
    order = rng.permutation(len(labels))
    return {
        "session": name,
        "counts": [counts[i] for i in order],
        "conditions": [labels[i] for i in order],
    }


rng = np.random.RandomState(6)
one = session(rng, "one", 4, {"a": 3, "b": 1, "c": 2, "d": 4}, 9, 0.8)
two = session(rng, "two", 6, {"b": 2, "c": 1, "d": 3, "a": 2}, 9, 0.5, silent=2)
three = session(rng, "three", 3, {"d": 2, "a": 1, "b": 5, "e": 2}, 9, 0.7)
tiny = session(rng, "tiny", 5, {"b": 1}, 9, 0.8)
noisy = session(rng, "noisy", 3, {c: 1 for c in "abcdefgh"}, 9, 0.1)
noisier = session(rng, "noisier", 4, {c: 1 for c in "abcdefg"}, 9, 0.1)
LEAST, RIDGE = "regressGlobalPCs", "ridgeRegressGlobalPCs"
cases = {
    "least squares": align([one, two, three], 4, LEAST),
    "ridge": align([one, two, three], 4, RIDGE),
    "ridge, each neuron by its own deviation": align([one, two, three], 4, RIDGE, True),
    "more factors than neurons": align([one, two, three], 16, RIDGE),
    "a session of one trial": align([one, two, tiny], 3, RIDGE),
    "gaps that leave the covariance positive": align([noisy, noisier], 3, LEAST),
    "one session": align([one], 3, LEAST),
    "one session with more factors than neurons": align([two], 8, RIDGE),
}
for name, case in cases.items():
    print(name, "pairwise" if case["pairwise"] else "complete", case["penalties"])
target = pathlib.Path(__file__).with_name("alignment_golden.json")
target.write_text(json.dumps({"sessions": [one, two, three, tiny, noisy, noisier], "cases": cases}))
