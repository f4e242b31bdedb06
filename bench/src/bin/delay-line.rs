//! Sends every packet of a TUN device back after a fixed time, so that two addresses of one machine are far apart.
//!
//! `delay-line DEVICE ONE_WAY_US`. Source and destination are exchanged on the way, which leaves all checksums as they are:
//! with 10.99.2.1/24 on the device, a connection to 10.99.2.2 arrives at a server on 10.99.2.1. Each segment in either
//! direction is late by the one-way time, as on a wire: connection, each flight of TLS, requests. Packets keep their
//! order and none is lost.
//!
//! It ends when its standard input does, and then says nothing: with an empty one, it shows that the device can be had.

use std::{
    env,
    error::Error,
    io,
    sync::{Arc, mpsc},
    thread,
    time::{Duration, Instant},
};

use nix::sys::prctl;
use tun_rs::{DeviceBuilder, SyncDevice};

fn main() -> Result<(), Box<dyn Error>> {
    let mut words = env::args().skip(1);
    let mut next = || words.next().ok_or("usage: delay-line DEVICE ONE_WAY_US");
    let (name, one_way) = (next()?, Duration::from_micros(next()?.parse()?));
    let device = Arc::new(DeviceBuilder::new().name(name).mtu(MTU).build_sync()?);
    let (late, packets) = mpsc::channel();
    let line = Line {
        device: Arc::clone(&device),
        one_way,
        late,
    };
    thread::spawn(move || line.take_in());
    thread::spawn(move || let_out(&device, &packets));
    println!("ready");
    io::copy(&mut io::stdin(), &mut io::sink())?;
    Ok(())
}

/// A packet on its way.
struct Late {
    arrival: Instant,
    packet: Vec<u8>,
}

/// The end that packets go into.
struct Line {
    device: Arc<SyncDevice>,
    one_way: Duration,
    late: mpsc::Sender<Late>,
}

impl Line {
    /// Takes packets from the kernel until the other end is gone.
    fn take_in(&self) -> io::Result<()> {
        let mut buffer = [0; 2 * MTU as usize];
        loop {
            let length = self.device.recv(&mut buffer)?;
            let mut packet = buffer[..length].to_vec();
            if exchange_addresses(&mut packet).is_none() {
                continue;
            }
            let arrival = Instant::now() + self.one_way;
            if self.late.send(Late { arrival, packet }).is_err() {
                return Ok(());
            }
        }
    }
}

/// Gives packets back to the kernel, each when it is time. One time for all, so the first in is the first out.
fn let_out(device: &SyncDevice, packets: &mpsc::Receiver<Late>) -> io::Result<()> {
    // The kernel otherwise wakes a sleeper up to 50 µs late.
    prctl::set_timerslack(1)?;
    for Late { arrival, packet } in packets {
        thread::sleep(arrival.saturating_duration_since(Instant::now()));
        device.send(&packet)?;
    }
    Ok(())
}

/// Exchanges source and destination of an IPv4 packet (RFC 791, section 3.1); `None` for anything else.
fn exchange_addresses(packet: &mut [u8]) -> Option<()> {
    if packet.first()? >> 4 != 4 {
        return None;
    }
    let (source, destination) = packet.get_mut(12..20)?.split_at_mut(4);
    source.swap_with_slice(destination);
    Some(())
}

/// The largest packet, as on an Ethernet.
const MTU: u16 = 1500;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packet_changes_its_direction() {
        let mut packet: Vec<u8> = (0..20).collect();
        packet[0] = 0x45;
        exchange_addresses(&mut packet).unwrap();
        assert_eq!(packet[12..], [16, 17, 18, 19, 12, 13, 14, 15]);
    }

    #[test]
    fn what_is_not_ipv4_is_left_out() {
        assert!(exchange_addresses(&mut [0x60; 40]).is_none());
        assert!(exchange_addresses(&mut [0x45; 19]).is_none());
        assert!(exchange_addresses(&mut []).is_none());
    }
}
