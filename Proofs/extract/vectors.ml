(* Golden vectors: what the extracted programs make of given bits, as text.

   usage: vectors FOLDER FOLDER: the samplers' files go to the first one, the ledger's to the second.
   A file has a line "= parameters" and below it one line "bits result count" for each case: the bits
   read, four a hexadecimal digit, the first bit of all the least significant one of the first digit;
   "-" for none. Nothing here is random: the same program writes the same files. *)
open Model
module B = Big_int_Z

let big = B.big_int_of_string
let text = B.string_of_big_int
let small = B.big_int_of_int

(* ---- bits of a fixed pattern *)

let state = ref 0x9e3779b97f4a7c15L

let word () =
  let open Int64 in
  state := add !state 0x9e3779b97f4a7c15L;
  let w = !state in
  let w = mul (logxor w (shift_right_logical w 30)) 0xbf58476d1ce4e5b9L in
  let w = mul (logxor w (shift_right_logical w 27)) 0x94d049bb133111ebL in
  logxor w (shift_right_logical w 31)

let below n = Int64.to_int (Int64.rem (Int64.shift_right_logical (word ()) 1) (Int64.of_int n))

(* Mostly fair bits; every fourth tape has few ones, which makes long runs of success, and every
   tenth many. *)
let tape case length =
  let bit () =
    let fair () = Int64.logand (word ()) 1L = 1L in
    if case mod 4 = 3 then fair () && fair () && fair ()
    else if case mod 10 = 8 then fair () || fair ()
    else fair () in
  Array.init length (fun _ -> bit ())

let hex bits count =
  if count = 0 then "-"
  else
    String.init ((count + 3) / 4) (fun digit ->
      let value = ref 0 in
      for place = 3 downto 0 do
        let index = 4 * digit + place in
        value := 2 * !value + (if index < count && bits.(index) then 1 else 0)
      done;
      "0123456789abcdef".[!value])

let fuel = small 1_000_000

(* The result of a program on the case's tape, and the bits that it read; none where the tape ends
   first, which is left out. *)
let outcome program case =
  let bits = tape case 2048 in
  match exec program fuel (Array.to_list bits) with
  | Some (value, rest) -> Some (value, bits, Array.length bits - List.length rest)
  | None -> None

let cases = ref 0

let write out parameters program show count =
  Printf.fprintf out "= %s\n" parameters;
  let written = ref 0 and case = ref 0 in
  while !written < count && !case < 4 * count do
    (match outcome program !case with
    | Some (value, bits, used) ->
      Printf.fprintf out "%s %s %d\n" (hex bits used) (show value) used;
      incr written
    | None -> ());
    incr case
  done;
  cases := !cases + !written

let file folder name body =
  let path = Filename.concat folder name in
  let out = open_out_bin path in
  cases := 0;
  body out;
  close_out out;
  Printf.printf "%-28s %6d cases\n" name !cases

let flag value = if value then "1" else "0"

(* ---- parameters *)

let power base exponent = B.power_int_positive_int base exponent
let plus = B.add_big_int
let minus = B.sub_big_int
let times = B.mult_big_int

(* Borders of the words, small numbers, and one far beyond. *)
let denominators =
  List.map small [1; 2; 3; 5; 7; 8; 10; 16; 17; 100; 255; 256; 257; 1000]
  @ List.concat_map
      (fun e -> let p = power 2 e in [minus p (small 1); p; plus p (small 1)])
      [31; 32; 58; 63; 64; 120; 127; 128; 200]

let fractions d =
  let half = B.div_big_int d (small 2) and third = B.div_big_int d (small 3) in
  [B.zero_big_int; B.unit_big_int; third; half; minus d B.unit_big_int; d]

let exponents d =
  fractions d @ [plus d B.unit_big_int; plus (times d (small 2)) (B.div_big_int d (small 3)); times d (small 9)]

(* A variance as a fraction in lowest terms. *)
let variances =
  List.map (fun (n, d) -> (big n, big d))
    [ ("1", "1000000000000000000000000000000"); ("1", "1000000"); ("1", "97"); ("1", "8"); ("1", "2");
      ("2", "3"); ("1", "1"); ("9", "4"); ("4", "1"); ("7", "1"); ("100", "3"); ("10000", "1");
      ("123456789", "1000"); ("1000003", "999983"); ("1000000000000", "1"); ("4294967296", "1");
      ("18446744073709551616", "1"); ("18446744073709551615", "18446744073709551614");
      ("1000000000000000000000000000000", "1"); ("1000000000000000000000000000001", "1000000000000000");
      ("340282366920938463463374607431768211456", "1");
      ("1606938044258990275541962092341162602522202993782792835301376", "7");
      ("3", "1606938044258990275541962092341162602522202993782792835301376");
      ("999999999999999999999999", "1000000000000000000000000") ]

let scales =
  List.map (fun (t, s) -> (big t, big s))
    [ ("1", "1"); ("1", "2"); ("1", "1000000"); ("2", "1"); ("3", "1"); ("3", "2"); ("10", "1"); ("10", "7");
      ("100", "1"); ("1000", "999"); ("65536", "1"); ("1000000007", "3"); ("4294967295", "4294967296");
      ("18446744073709551615", "1"); ("18446744073709551615", "18446744073709551614");
      ("18446744073709551616", "1"); ("18446744073709551617", "5"); ("1", "18446744073709551617");
      ("1267650600228229401496703205376", "3"); ("7", "1267650600228229401496703205376") ]

let gap_lists =
  [ [0]; [0; 0]; [0; 1]; [3; 0; 7]; [0; 0; 0; 0]; [5; 5; 0; 1; 2]; [0; 1; 2; 3; 4; 5; 6; 7];
    [10; 20; 0; 40; 50; 60; 70; 80; 90]; [0; 1000000; 1000000]; [1; 2; 3]; [0; 4611686018427387903];
    List.init 17 (fun i -> i * i); List.init 33 (fun i -> (i * 7) mod 33) ]

let rates =
  List.map (fun (n, d) -> (big n, big d))
    [ ("0", "1"); ("1", "1"); ("1", "2"); ("1", "3"); ("7", "3"); ("1", "100"); ("1", "1000000");
      ("100", "1"); ("1", "18446744073709551617"); ("18446744073709551617", "18446744073709551616");
      ("1", "1606938044258990275541962092341162602522202993782792835301376") ]

(* ---- the files *)

let bernoulli out =
  List.iter (fun d ->
    List.iter (fun n -> write out (text n ^ " " ^ text d) (bern n d) flag 48) (fractions d))
    denominators

let exponential out =
  List.iter (fun d ->
    List.iter (fun n -> write out (text n ^ " " ^ text d) (bexp n d) flag 32) (exponents d))
    denominators

let laplace_noise out =
  List.iter (fun (t, s) -> write out (text t ^ " " ^ text s) (laplace t s) text 520) scales

let gaussian_noise out =
  List.iter (fun (n, d) ->
    let t = plus (B.sqrt_big_int (B.div_big_int n d)) B.unit_big_int in
    write out (String.concat " " [text n; text d; text t]) (gaussian_program n d t) text 440)
    variances

let choice out =
  List.iter (fun gaps ->
    let array = Array.of_list (List.map small gaps) in
    List.iter (fun (n, d) ->
      let gap i = array.(B.int_of_big_int i) in
      let parameters = text n ^ " " ^ text d ^ " " ^ String.concat "," (List.map string_of_int gaps) in
      write out parameters (exponential_program (small (Array.length array)) n d gap) text 80)
      rates)
    gap_lists

(* Sequences of operations on a ledger of 100 units, each line: the operation, what the ledger then
   reports, and what has truly been spent. "r" reserves, "b" begins and draws, "v" gives back, "c"
   commits, each durably; in capitals the machine stops before the record is durable; "x" stops it
   between two operations. *)
let ledger out =
  let budget = small 100 in
  for sequence = 0 to 699 do
    output_string out "= 100\n";
    let machine = ref init and next = ref 0 in
    let run = List.iter (fun operation -> machine := step budget operation !machine) in
    for _ = 1 to 8 + sequence mod 17 do
      let known = small (if !next = 0 then 0 else below !next) and cost = small (below 40) in
      let name = text known in
      let word =
        match below 16 with
        | 0 | 1 | 2 | 3 | 4 ->
          let id = small !next in
          incr next;
          run [OReserve (id, cost); OSync];
          "r" ^ text id ^ " " ^ text cost
        | 5 | 6 | 7 -> run [ORun known]; "b" ^ name
        | 8 | 9 | 10 -> run [OAbort known; OSync]; "v" ^ name
        | 11 | 12 -> run [OCommit known; OSync]; "c" ^ name
        | 13 ->
          let id = small !next in
          incr next;
          run [OReserve (id, cost); OCrash];
          "R" ^ text id ^ " " ^ text cost
        | 14 ->
          if below 2 = 0 then (run [OAbort known; OCrash]; "V" ^ name)
          else (run [OCommit known; OCrash]; "C" ^ name)
        | _ -> run [OCrash]; "x" in
      Printf.fprintf out "%s %s %s\n" word (text (reported !machine.log)) (text !machine.spent);
      incr cases
    done
  done

let () =
  let randomness = Sys.argv.(1) and ledgers = Sys.argv.(2) in
  file randomness "bernoulli.txt" bernoulli;
  file randomness "bernoulli_exponential.txt" exponential;
  file randomness "discrete_laplace.txt" laplace_noise;
  file randomness "discrete_gaussian.txt" gaussian_noise;
  file randomness "exponential_mechanism.txt" choice;
  file ledgers "operations.txt" ledger
