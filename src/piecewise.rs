//! Coming alive piece by piece: while a prerendered page is taken over, the browser is never kept
//! for long.
//!
//! The frame of a page is hydrated at once. Its pieces, of which there may be hundreds, follow in
//! slices of a few milliseconds; and what depends on the browser (storage, the clock, the address)
//! follows those, in steps. In between the browser does what the reader asks of it: a page
//! scrolls, and its links and disclosures work, all the time.

use leptos::prelude::*;

/// A view of one element that is hydrated in its turn; drawn at once where there is nothing to
/// hydrate.
pub fn piece(view: impl FnOnce() -> AnyView + Send + 'static) -> AnyView {
    #[cfg(feature = "ssr")]
    return view();
    #[cfg(not(feature = "ssr"))]
    return browser::Piece(Box::new(view)).into_any();
}

/// Takes a step in its turn: after all pieces and steps that wait already, in a task of its own,
/// and under the owner that is the current one now.
pub fn step(step: impl FnOnce() + 'static) {
    #[cfg(feature = "ssr")]
    step();
    #[cfg(not(feature = "ssr"))]
    browser::step(Box::new(step));
}

#[cfg(not(feature = "ssr"))]
mod browser {
    use crate::clock;
    use leptos::{
        prelude::*,
        tachys::{
            html::attribute::any_attribute::AnyAttribute,
            hydration::Cursor,
            no_attrs,
            renderer::{CastFrom, Rndr},
            view::{Mountable, Position, PositionState, any_view::AnyViewState},
        },
    };
    use std::{
        cell::{Cell, RefCell},
        collections::VecDeque,
        rc::{Rc, Weak},
        time::Duration,
    };
    use web_sys::{Element, Node};

    /// For how long pieces are hydrated at a stretch, in milliseconds. On a device a quarter as
    /// quick, too, one piece more does not make it a long task (50 ms, W3C Long Tasks API).
    const SLICE: f64 = 8.0;

    thread_local! {
        static WAITING: RefCell<VecDeque<Turn>> = RefCell::default();
        static IS_GOING: Cell<bool> = const { Cell::new(false) };
    }

    type Act = Box<dyn FnOnce()>;

    /// What is done in its turn.
    enum Turn {
        Piece(Act),
        Step(Act),
    }

    pub(super) fn step(step: Act) {
        let owner = Owner::current();
        wait(Turn::Step(Box::new(move || match owner {
            Some(owner) => owner.with(step),
            None => step(),
        })));
    }

    fn wait(turn: Turn) {
        WAITING.with_borrow_mut(|waiting| waiting.push_back(turn));
        if !IS_GOING.replace(true) {
            go_on();
        }
    }

    /// Begins a task, and another after it while something waits.
    fn go_on() {
        set_timeout(
            || {
                let begun = clock::ticks();
                while clock::ticks() - begun < SLICE {
                    match WAITING.with_borrow_mut(VecDeque::pop_front) {
                        Some(Turn::Piece(hydrate)) => hydrate(),
                        Some(Turn::Step(step)) => {
                            step();
                            // What follows of it comes before the next.
                            break;
                        }
                        None => return IS_GOING.set(false),
                    }
                }
                go_on();
            },
            Duration::ZERO,
        );
    }

    type View = Box<dyn FnOnce() -> AnyView + Send>;

    /// What has yet to be hydrated.
    pub(super) struct Piece(pub(super) View);

    /// The element, and what it is hydrated to in its turn.
    pub(super) struct PieceState {
        element: Option<Element>,
        view: Rc<RefCell<Option<AnyViewState>>>,
    }

    no_attrs!(Piece);

    impl Render for Piece {
        type State = PieceState;

        fn build(self) -> PieceState {
            let view = Rc::new(RefCell::new(Some((self.0)().build())));
            PieceState {
                element: None,
                view,
            }
        }

        fn rebuild(self, state: &mut PieceState) {
            let new = (self.0)();
            let mut view = state.view.borrow_mut();
            match &mut *view {
                Some(view) => new.rebuild(view),
                None => {
                    let mut new = new.build();
                    if let Some(element) = state.element.take() {
                        insert_before(&element, &mut new);
                        element.remove();
                    }
                    *view = Some(new);
                }
            }
        }
    }

    impl RenderHtml for Piece {
        type AsyncOutput = Self;
        type Owned = Self;
        const MIN_LENGTH: usize = 0;

        fn dry_resolve(&mut self) {}

        async fn resolve(self) -> Self {
            self
        }

        fn to_html_with_buf(
            self,
            buf: &mut String,
            position: &mut Position,
            escape: bool,
            mark: bool,
            attributes: Vec<AnyAttribute>,
        ) {
            (self.0)().to_html_with_buf(buf, position, escape, mark, attributes);
        }

        fn hydrate<const FROM_SERVER: bool>(
            self,
            cursor: &Cursor,
            position: &PositionState,
        ) -> PieceState {
            // As an element finds itself.
            match position.get() {
                Position::FirstChild => cursor.child(),
                Position::Current => {}
                _ => cursor.sibling(),
            }
            position.set(Position::NextChild);
            let view = Rc::new(RefCell::new(None));
            let element = Element::cast_from(cursor.current());
            if let (Some(element), Some(owner)) = (element.clone(), Owner::current()) {
                let into = Rc::downgrade(&view);
                let hydrate = move || hydrate(self.0, &owner, element, &into);
                wait(Turn::Piece(Box::new(hydrate)));
            }
            PieceState { element, view }
        }

        fn into_owned(self) -> Self {
            self
        }
    }

    /// Hydrates a piece, unless the page that it was of is gone.
    fn hydrate(
        view: View,
        owner: &Owner,
        element: Element,
        into: &Weak<RefCell<Option<AnyViewState>>>,
    ) {
        if let Some(into) = into.upgrade() {
            let cursor = Cursor::new(element);
            let position = PositionState::new(Position::Current);
            let view = owner.with(|| view().hydrate::<true>(&cursor, &position));
            *into.borrow_mut() = Some(view);
        }
    }

    fn insert_before(element: &Element, child: &mut dyn Mountable) -> bool {
        let node: &Node = element;
        let Some(parent) = Rndr::get_parent(node).and_then(Element::cast_from) else {
            return false;
        };
        child.mount(&parent, Some(node));
        true
    }

    impl Mountable for PieceState {
        fn unmount(&mut self) {
            match &mut *self.view.borrow_mut() {
                Some(view) => view.unmount(),
                None => self.element.iter().for_each(Element::remove),
            }
        }

        fn mount(&mut self, parent: &Element, marker: Option<&Node>) {
            match (&mut *self.view.borrow_mut(), &self.element) {
                (Some(view), _) => view.mount(parent, marker),
                (None, Some(element)) => Rndr::insert_node(parent, element, marker),
                _ => {}
            }
        }

        fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
            match (&*self.view.borrow(), &self.element) {
                (Some(view), _) => view.insert_before_this(child),
                (None, Some(element)) => insert_before(element, child),
                _ => false,
            }
        }

        fn elements(&self) -> Vec<Element> {
            match &*self.view.borrow() {
                Some(view) => view.elements(),
                None => self.element.iter().cloned().collect(),
            }
        }
    }
}
