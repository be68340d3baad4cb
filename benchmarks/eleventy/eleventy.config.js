// One page a submission, unit and month: the same pages as the other tools' from the same records.
export default function (config) {
  config.setQuietMode(true);
  return { dir: { input: "pages", data: "../_data", output: process.env.SITE } };
}
