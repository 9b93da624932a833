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

/// The data of a program, and what uses what.
#[derive(Debug, Default)]
pub struct Data {
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
        for entry in pointers {
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
                let start = section.range().start;
                for segment in section {
                    let segment = segment?;
                    let DataKind::Active { offset_expr, .. } = segment.kind else {
                        return Ok(Err(Failure::new("It has data that is placed later.")));
                    };
                    let Operator::I32Const { value } = offset_expr.get_operators_reader().read()?
                    else {
                        return Ok(Err(Failure::new("It has data at a computed place.")));
                    };
                    let end = segment.range.end - start;
                    let bytes = end - segment.data.len()..end;
                    self.segments.push((value.cast_unsigned(), bytes));
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
                    for entry in uses.entries() {
                        let entry = entry?;
                        let address = matches!(
                            entry.ty,
                            RelocationType::MemoryAddrLeb
                                | RelocationType::MemoryAddrSleb
                                | RelocationType::MemoryAddrI32
                        );
                        if address && section.name() == "reloc.DATA" {
                            pointers.push(entry);
                        } else if address && section.name() == "reloc.CODE" {
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
        let mut bytes: BTreeMap<u32, i32> = BTreeMap::new();
        // Unneeded stretches, less every byte that is needed, too: symbols may overlap.
        let mut keep: Vec<Range<u32>> = Vec::new();
        let mut gone: Vec<Range<u32>> = Vec::new();
        for (number, place) in self.symbols.iter().enumerate() {
            let Some(place) = place else { continue };
            let list = if needed.contains(&number) {
                &mut keep
            } else {
                &mut gone
            };
            list.push(place.clone());
        }
        for place in gone {
            *bytes.entry(place.start).or_default() += 1;
            *bytes.entry(place.end).or_default() -= 1;
        }
        // A needed byte outweighs all that do not need it.
        let weight = i32::try_from(self.symbols.len() + 1).unwrap_or(i32::MAX);
        for place in keep {
            *bytes.entry(place.start).or_default() -= weight;
            *bytes.entry(place.end).or_default() += weight;
        }
        let mut stretches: Vec<Range<u32>> = Vec::new();
        let (mut level, mut from) = (0, 0);
        for (at, change) in bytes {
            if level > 0 {
                match stretches.last_mut() {
                    Some(last) if last.end == from => last.end = at,
                    _ => stretches.push(from..at),
                }
            }
            level += change;
            from = at;
        }
        stretches
    }
}

fn unreadable(reason: &wasmparser::BinaryReaderError) -> Failure {
    Failure::new(reason.to_string())
}
