// Copyright The libleren authors
// SPDX-License-Identifier: LGPL-2.1-or-later
// Tests in JavaScript that say how they went in TAP.

import System from 'system';

const cases = [];

export function test(name, run) {
    cases.push({name, run});
}

export function equal(is, wanted) {
    const [a, b] = [JSON.stringify(is), JSON.stringify(wanted)];
    if (a !== b)
        throw new Error(`is ${a}, not ${b}`);
}

export function ok(condition, said = 'that') {
    if (!condition)
        throw new Error(`${said} is not so`);
}

// Runs something that is to fail, and gives the error.
export function failure(run, said = 'it') {
    try {
        run();
    } catch (error) {
        return error;
    }
    throw new Error(`${said} did not fail`);
}

export async function runAll() {
    let failed = 0;
    print(`1..${cases.length}`);
    for (const [i, {name, run}] of cases.entries()) {
        try {
            await run();
            print(`ok ${i + 1} ${name}`);
        } catch (error) {
            failed++;
            print(`not ok ${i + 1} ${name}`);
            print(`# ${error}\n${error.stack ?? ''}`.replaceAll('\n', '\n# '));
        }
    }
    System.exit(failed ? 1 : 0);
}
