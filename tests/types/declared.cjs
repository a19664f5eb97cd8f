// Copyright The libleren authors
// SPDX-License-Identifier: LGPL-2.1-or-later
// What declarations have: {NAME: null, or {static: [...], own: [...]} of a class, inherited members too}, as JSON.
// Run in a folder with TypeScript: node declared.cjs TSCONFIG FILE.d.ts NAMESPACE

const path = require('node:path');
const {createRequire} = require('node:module');

const [config, file, namespace] = process.argv.slice(2);
const ts = createRequire(path.resolve(config))('typescript');

const {options} = ts.parseJsonConfigFileContent(
    ts.readConfigFile(config, ts.sys.readFile).config, ts.sys, path.dirname(config));
const program = ts.createProgram([file], options);
const checker = program.getTypeChecker();

const ambient = checker.getAmbientModules().find(({name}) => name.startsWith(`"gi://${namespace}?`));
const exported = checker.getExportsOfModule(ambient).find(({name}) => name === namespace);
const names = symbols => symbols.map(symbol => symbol.name);

const found = {};
for (const symbol of checker.getExportsOfModule(exported)) {
    // types that are not there when the program runs
    if (!(symbol.flags & ts.SymbolFlags.Value))
        continue;
    found[symbol.name] = symbol.flags & ts.SymbolFlags.Class ? {
        static: names(checker.getPropertiesOfType(checker.getTypeOfSymbol(symbol))),
        own: names(checker.getPropertiesOfType(checker.getDeclaredTypeOfSymbol(symbol))),
    } : null;
}
console.log(JSON.stringify(found));
