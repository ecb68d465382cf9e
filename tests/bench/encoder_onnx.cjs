// ONNX Runtime on the same ViT-B/32, to stand beside encoder_bench in one run.
//   npm install --ignore-scripts onnxruntime-node      (in a folder of its own; NODE_PATH=<folder>/node_modules)
//   encoder_onnx_export.py vit.onnx; node encoder_onnx.cjs vit.onnx [threads] [images]
const ort = require('onnxruntime-node');
const [file, threads = '2', images = '128'] = process.argv.slice(2);

(async () => {
  const session = await ort.InferenceSession.create(file, {
    executionProviders: ['cpu'], graphOptimizationLevel: 'all', intraOpNumThreads: Number(threads), interOpNumThreads: 1,
  });
  const batch = 32;
  const pixels = Float32Array.from({length: batch * 3 * 224 * 224}, () => Math.random() * 2 - 1);
  const feed = {images: new ort.Tensor('float32', pixels, [batch, 3, 224, 224])};
  await session.run(feed);
  let best = 0, bestWorked = 0;
  for (let round = 0; round < 3; ++round) {
    const begin = process.hrtime.bigint(), worked = process.cpuUsage();
    for (let done = 0; done < Number(images); done += batch) await session.run(feed);
    best = Math.max(best, Number(images) / (Number(process.hrtime.bigint() - begin) / 1e9));
    const {user, system} = process.cpuUsage(worked);
    bestWorked = Math.max(bestWorked, Number(images) / ((user + system) / 1e6));
  }
  console.log(`ONNX Runtime ${ort.env.versions.node} fp32 ${best.toFixed(1).padStart(8)} images/s, ` +
              `${bestWorked.toFixed(1)} a processor second`);
})();
