//! Which of a program's data the first half needs.
//!
//! A linker that is asked to keeps, beside the program, its symbols and each place where one is
//! used. So it is known which code uses which data, and nothing is guessed: data that no function
//! of the first half uses, and no data that it needs points to, goes to the rest.

use crate::failure::{Failure, Outcome};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use wasmparser::{
    DataKind, KnownCustom, Linking, Operator, Parser, Payload, RelocationEntry, RelocationType,
    SymbolInfo,
};

/// The sections in which the linker notes what data and what code uses.
const NOTES: [&str; 2] = ["reloc.DATA", "reloc.CODE"];

/// The data of a program, and what uses what.
#[derive(Debug, Default)]
pub struct Data {
    /// Which of [`NOTES`] there are.
    noted: BTreeSet<&'static str>,
    /// Where the section of it lies in the module.
    section: Range<usize>,
    /// Where each segment lies in memory, and where its bytes lie in the section.
    segments: Vec<(u32, Range<usize>)>,
    /// Where each symbol lies in memory, by its number; nowhere if it is no data.
    symbols: Vec<Option<Range<u32>>>,
    /// The symbols that a number in the code may mean.
    meant: BTreeMap<u32, BTreeSet<usize>>,
    /// The symbols that a symbol's data points to.
    pointed: BTreeMap<usize, BTreeSet<usize>>,
}

impl Data {
    /// Reads the data of a module. Without what the linker keeps beside it, nothing is known to be
    /// unneeded.
    ///
    /// # Errors
    /// Where it is no module, or its data lies where only the running program knows.
    pub fn read(module: &[u8]) -> Outcome<Self> {
        let mut data = Self::default();
        let mut pointers = Vec::new();
        for payload in Parser::new(0).parse_all(module) {
            let payload = payload.map_err(|reason| unreadable(&reason))?;
            data.take(payload, &mut pointers)
                .map_err(|reason| unreadable(&reason))??;
        }
        let from_section = |at: usize| {
            let found = data.segments.iter().find(|(_, bytes)| bytes.contains(&at));
            found.and_then(|(address, bytes)| Some(address + u32::try_from(at - bytes.start).ok()?))
        };
        if data.noted.len() < NOTES.len() {
            // Uses that are not known may be of any symbol.
            data.symbols.clear();
        }
        let section = module.get(data.section.clone()).unwrap_or_default();
        for entry in pointers {
            if !data.agrees(&entry, section) {
                return Err(Failure::new(
                    "The linker's notes are not of this data: a pointer in it is another.",
                ));
            }
            let to = entry.index as usize;
            let place = from_section(entry.offset as usize);
            for from in place.map(|place| data.at(place)).unwrap_or_default() {
                data.pointed.entry(from).or_default().insert(to);
            }
        }
        Ok(data)
    }

    fn take(
        &mut self,
        payload: Payload<'_>,
        pointers: &mut Vec<RelocationEntry>,
    ) -> wasmparser::Result<Outcome> {
        match payload {
            Payload::DataSection(section) => {
                self.section = section.range();
                let start = self.section.start;
                for segment in section {
                    let segment = segment?;
                    let Some(address) = address(&segment) else {
                        return Ok(Err(Failure::new("It has data at a place not known yet.")));
                    };
                    let end = segment.range.end - start;
                    let bytes = end - segment.data.len()..end;
                    self.segments.push((address, bytes));
                }
            }
            Payload::CustomSection(section) => match section.as_known() {
                KnownCustom::Linking(linking) => {
                    for part in linking {
                        if let Linking::SymbolTable(symbols) = part? {
                            for symbol in symbols {
                                let symbol = self.place(&symbol?);
                                self.symbols.push(symbol);
                            }
                        }
                    }
                }
                KnownCustom::Reloc(uses) => {
                    self.noted
                        .extend(NOTES.into_iter().find(|name| *name == section.name()));
                    for entry in uses.entries() {
                        let entry = entry?;
                        let address = matches!(
                            entry.ty,
                            RelocationType::MemoryAddrLeb
                                | RelocationType::MemoryAddrSleb
                                | RelocationType::MemoryAddrI32
                        );
                        if address && section.name() == NOTES[0] {
                            pointers.push(entry);
                        } else if address && section.name() == NOTES[1] {
                            self.means(&entry);
                        }
                    }
                }
                _ => {}
            },
            _ => {}
        }
        Ok(Ok(()))
    }

    fn place(&self, symbol: &SymbolInfo<'_>) -> Option<Range<u32>> {
        let SymbolInfo::Data {
            symbol: Some(symbol),
            ..
        } = symbol
        else {
            return None;
        };
        let (start, _) = self.segments.get(symbol.index as usize)?;
        let from = start + symbol.offset;
        Some(from..from + symbol.size)
    }

    /// Whether the bytes at a place in the section are what a note of a use says. Then the notes
    /// are of this data.
    fn agrees(&self, entry: &RelocationEntry, section: &[u8]) -> bool {
        let Some(Some(to)) = self.symbols.get(entry.index as usize) else {
            // It is no data that is used.
            return true;
        };
        let at = entry.offset as usize;
        let bytes = section
            .get(at..at + 4)
            .and_then(|bytes| bytes.try_into().ok());
        let number = bytes.map(u32::from_le_bytes).map(i64::from);
        number == Some(i64::from(to.start) + entry.addend)
    }

    fn means(&mut self, entry: &RelocationEntry) {
        let symbol = entry.index as usize;
        let Some(Some(place)) = self.symbols.get(symbol) else {
            return;
        };
        let number = i64::from(place.start) + entry.addend;
        if let Ok(number) = u32::try_from(number) {
            self.meant.entry(number).or_default().insert(symbol);
        }
    }

    /// The symbols whose data covers an address.
    fn at(&self, address: u32) -> Vec<usize> {
        let covers = |symbol: &Option<Range<u32>>| {
            symbol
                .as_ref()
                .is_some_and(|place| place.contains(&address))
        };
        let symbols = self.symbols.iter().enumerate();
        symbols
            .filter(|(_, symbol)| covers(symbol))
            .map(|(number, _)| number)
            .collect()
    }

    /// The stretches of memory that no code with these numbers in it can use: what the linker
    /// knows to be used elsewhere only.
    #[must_use]
    pub fn unneeded(&self, numbers: &BTreeSet<u32>) -> Vec<Range<u32>> {
        let mut needed = BTreeSet::new();
        let mut open: Vec<usize> = Vec::new();
        for number in numbers {
            match self.meant.get(number) {
                Some(symbols) => open.extend(symbols),
                None => open.extend(self.at(*number)),
            }
        }
        while let Some(symbol) = open.pop() {
            if needed.insert(symbol) {
                open.extend(self.pointed.get(&symbol).into_iter().flatten());
            }
        }
        // Symbols may overlap: a byte of one that is needed stays.
        let (mut gone, mut kept) = (BTreeSet::new(), BTreeSet::new());
        for (symbol, place) in self.symbols.iter().enumerate() {
            let bytes = if needed.contains(&symbol) {
                &mut kept
            } else {
                &mut gone
            };
            bytes.extend(place.iter().cloned().flatten());
        }
        let mut stretches: Vec<Range<u32>> = Vec::new();
        for &byte in gone.difference(&kept) {
            match stretches.last_mut() {
                Some(last) if last.end == byte => last.end += 1,
                _ => stretches.push(byte..byte + 1),
            }
        }
        stretches
    }
}

/// Where a segment lies in memory, if the module says so.
pub fn address(segment: &wasmparser::Data<'_>) -> Option<u32> {
    let DataKind::Active { offset_expr, .. } = &segment.kind else {
        return None;
    };
    match offset_expr.get_operators_reader().read() {
        Ok(Operator::I32Const { value }) => Some(value.cast_unsigned()),
        _ => None,
    }
}

fn unreadable(reason: &wasmparser::BinaryReaderError) -> Failure {
    Failure::new(reason.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::borrow::Cow;
    use wasm_encoder::{
        ConstExpr, CustomSection, DataSection, DataSymbolDefinition, LinkingSection, Module,
        SymbolTable,
    };

    /// Where the data lies: four pieces of four bytes.
    const PLACE: i32 = 1024;

    /// A program with the data `a`, `b`, `c` and `d`. `b` points to `c`, and code means `a` by a
    /// number below its place, as it does where a table is looked up from its second entry on.
    fn program() -> Vec<u8> {
        let mut data = DataSection::new();
        let to_c = 1032_u32.to_le_bytes();
        let bytes = [[7; 4], to_c, [7; 4], [7; 4]].concat();
        data.active(0, &ConstExpr::i32_const(PLACE), bytes);
        let mut symbols = SymbolTable::new();
        for (at, name) in (0..).zip(["a", "b", "c", "d"]) {
            let place = DataSymbolDefinition {
                index: 0,
                offset: 4 * at,
                size: 4,
            };
            symbols.data(0, name, Some(place));
        }
        let mut linking = LinkingSection::new();
        linking.symbol_table(&symbols);
        // What a note of a use is made of: its kind, where it is, the symbol, and what is added.
        let uses = |name: &'static str, uses: &[[u8; 4]]| CustomSection {
            name: name.into(),
            data: Cow::Owned([&[0, 1][..], &uses.concat()].concat()),
        };
        let mut module = Module::new();
        module.section(&data);
        module.section(&linking);
        // The section's count and the segment's head take seven bytes: `b` begins at the eleventh.
        module.section(&uses("reloc.DATA", &[[5, 11, 2, 0]]));
        // 0x7c is -4.
        module.section(&uses("reloc.CODE", &[[4, 0, 0, 0x7c]]));
        module.finish()
    }

    fn unneeded(numbers: &[u32]) -> Vec<Range<u32>> {
        let data = Data::read(&program()).expect("a module");
        data.unneeded(&numbers.iter().copied().collect())
    }

    fn one(stretch: Range<u32>) -> Vec<Range<u32>> {
        vec![stretch]
    }

    #[test]
    fn what_no_number_means_is_not_needed() {
        assert_eq!(unneeded(&[]), one(1024..1040));
        assert_eq!(unneeded(&[1036]), one(1024..1036));
    }

    #[test]
    fn what_needed_data_points_to_is_needed() {
        assert_eq!(unneeded(&[1029]), [1024..1028, 1036..1040]);
    }

    #[test]
    fn a_number_beside_the_data_that_the_linker_knows_means_it() {
        assert_eq!(unneeded(&[1020]), one(1028..1040));
    }

    #[test]
    fn notes_of_other_data_are_refused() {
        let mut other = program();
        let at = other
            .windows(4)
            .position(|bytes| bytes == 1032_u32.to_le_bytes());
        other[at.expect("the pointer")] += 1;
        assert!(Data::read(&other).is_err());
    }

    #[test]
    fn without_the_linkers_notes_all_of_it_is_needed() {
        let mut module = Module::new();
        let mut data = DataSection::new();
        data.active(0, &ConstExpr::i32_const(PLACE), [7; 16]);
        module.section(&data);
        let data = Data::read(&module.finish()).expect("a module");
        assert_eq!(data.unneeded(&BTreeSet::new()), []);
    }
}
