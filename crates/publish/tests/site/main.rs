//! Whole sites out of small folders.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

mod beside;
mod cards;
mod daily;
mod files;
mod hostile;
mod hosting;
mod languages;
mod links;
mod oembed;
mod offline;
mod outside;
mod own;
mod place;
mod search;
mod subjects;
mod threads;
mod trouble;
mod undated;
mod web;
mod weight;
mod whole;
mod widgets;
