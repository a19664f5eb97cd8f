// Copyright The libleren authors
// SPDX-License-Identifier: LGPL-2.1-or-later
// The first program of docs/guides/javascript.md

// region import
import Leren from 'gi://Leren?version=1.0';
// endregion

// region write
const store = Leren.Store.open('team.leren');
const rent = new Leren.Case({title: 'Rent arrears', domains: ['money']});
store.save(rent);
store.save(new Leren.Reflection({text: 'We keep phoning', case: rent, level: 'behaviour'}));
store.close();
// endregion

// region read
const again = Leren.Store.open('team.leren', Leren.StoreFlags.EXISTING);
for (const look of again.reflections) {
    const about = look.case ? again.get(look.case).title : 'Nothing in particular';
    print(`${about}: ${look.text} (${look.level})`);
}
again.close();
// endregion

// region errors
try {
    Leren.Store.open('nowhere/team.leren', Leren.StoreFlags.EXISTING);
} catch (error) {
    if (!(error instanceof Leren.Error && error.code === Leren.Error.NOT_FOUND))
        throw error;
    print(`${error.name}: ${error.message}`);
}
for (const wrong of [() => (rent.urgency = 9), () => Leren.Store.open(':memory:').save(new Leren.Case({id: 'rent'}))]) {
    try {
        wrong();
    } catch (error) {
        print(`${error}`);
    }
}
// endregion
