// Files as the control API takes them, and a photo drawn for visitors who have none at hand.
export async function encoded(file) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let binary = "";
  for (let at = 0; at < bytes.length; at += 32768) {
    binary += String.fromCharCode(...bytes.subarray(at, at + 32768));
  }
  return { name: file.name, mime: file.type || "application/octet-stream", data_base64: btoa(binary) };
}

export const isPhoto = (file) => /^image\/(png|jpeg|webp)$/.test(file.type);

// A stain on a ceiling; `mood` varies the picture.
export function drawnPhoto(mood = 0) {
  const canvas = Object.assign(document.createElement("canvas"), { width: 640, height: 440 });
  const pen = canvas.getContext("2d");
  const wall = pen.createLinearGradient(0, 0, 640, 440);
  wall.addColorStop(0, ["#d9d2c3", "#cfd8d5", "#dcd3d0"][mood % 3]);
  wall.addColorStop(1, ["#b9ad97", "#a9b8b4", "#bba9a3"][mood % 3]);
  pen.fillStyle = wall;
  pen.fillRect(0, 0, 640, 440);
  pen.fillStyle = "rgba(255,255,255,.55)";
  pen.fillRect(0, 300, 640, 140);
  pen.fillStyle = "rgba(90,70,40,.16)";
  pen.fillRect(0, 296, 640, 5);
  for (let ring = 5; ring > 0; ring--) {
    pen.fillStyle = `rgba(122,88,44,${0.1 + (5 - ring) * 0.02})`;
    pen.beginPath();
    pen.ellipse(330 + mood * 30, 130, ring * 46, ring * 22 + 8, 0.15, 0, 7);
    pen.fill();
  }
  pen.fillStyle = "rgba(70,110,135,.75)";
  for (const [x, y, r] of [[318, 220, 8], [352, 262, 6], [300, 300, 7], [372, 330, 9]]) {
    pen.beginPath();
    pen.moveTo(x + mood * 30, y - r * 2);
    pen.bezierCurveTo(x + mood * 30 + r * 1.6, y, x + mood * 30 + r, y + r * 1.4, x + mood * 30, y + r * 1.4);
    pen.bezierCurveTo(x + mood * 30 - r, y + r * 1.4, x + mood * 30 - r * 1.6, y, x + mood * 30, y - r * 2);
    pen.fill();
  }
  // toBlob waits for the browser to be idle; this does not.
  const binary = atob(canvas.toDataURL("image/png").split(",")[1]);
  const bytes = Uint8Array.from(binary, (letter) => letter.charCodeAt(0));
  return new File([bytes], `photo-${mood + 1}.png`, { type: "image/png" });
}

// Ask for files with the browser's own dialog.
export function pick({ accept = "", several = false } = {}) {
  return new Promise((done) => {
    const input = document.createElement("input");
    Object.assign(input, { type: "file", accept, multiple: several });
    input.addEventListener("change", () => done([...input.files]));
    input.addEventListener("cancel", () => done([]));
    input.click();
  });
}
