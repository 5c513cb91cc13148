// Loaded before the program: sends it a signal the moment it has said something on standard error. From another process the
// signal may come when a short run is over.
const { EVENKEEL_TEST_SIGNAL: signal, EVENKEEL_TEST_AFTER: after } = process.env;
const pattern = new RegExp(after, 'm');
const { stderr } = process;
const write = stderr.write.bind(stderr);
let said = '';
let sent = false;
stderr.write = (...args) => {
  const goesOn = write(...args);
  said += args[0];
  if (!sent && pattern.test(said)) {
    sent = true;
    process.kill(process.pid, signal);
  }
  return goesOn;
};
